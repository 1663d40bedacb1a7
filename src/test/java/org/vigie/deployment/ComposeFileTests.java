package org.vigie.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.support.ProjectFiles;

class ComposeFileTests {

    private static final String COMPOSE = ProjectFiles.text("docker-compose.yml");
    private static final Pattern PLACE = Pattern.compile(": env:([A-Z_]+)");
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)");

    /** Settings of Camunda 8.9 by their documented environment names; numbers in lists are written as 0. */
    private static final Pattern CANDIDATES = Pattern.compile("candidateGroups=\"([^\"]*)\"");

    private static final Pattern SECRET = Pattern.compile("From: env:([A-Z0-9_]+)");
    private static final Set<String> CAMUNDA_SETTINGS = Set.of(
            "JAVA_TOOL_OPTIONS",
            "SPRING_CONFIG_IMPORT",
            "CAMUNDA_LOG_FILE_APPENDER_ENABLED",
            "CAMUNDA_DATA_SECONDARYSTORAGE_TYPE",
            "CAMUNDA_DATA_SECONDARYSTORAGE_RDBMS_URL",
            "CAMUNDA_DATA_SECONDARYSTORAGE_RDBMS_USERNAME",
            "CAMUNDA_DATA_SECONDARYSTORAGE_RDBMS_PASSWORD",
            "CAMUNDA_BACKUP_WEBAPPS_ENABLED",
            "CAMUNDA_SECURITY_AUTHENTICATION_METHOD",
            "CAMUNDA_SECURITY_AUTHENTICATION_UNPROTECTEDAPI",
            "CAMUNDA_SECURITY_AUTHORIZATIONS_ENABLED",
            "CAMUNDA_SECURITY_INITIALIZATION_USERS_0_USERNAME",
            "CAMUNDA_SECURITY_INITIALIZATION_USERS_0_PASSWORD",
            "CAMUNDA_SECURITY_INITIALIZATION_USERS_0_NAME",
            "CAMUNDA_SECURITY_INITIALIZATION_USERS_0_EMAIL",
            "CAMUNDA_SECURITY_INITIALIZATION_DEFAULTROLES_ADMIN_USERS_0",
            "CAMUNDA_SECURITY_INITIALIZATION_AUTHORIZATIONS_0_OWNERTYPE",
            "CAMUNDA_SECURITY_INITIALIZATION_AUTHORIZATIONS_0_OWNERID",
            "CAMUNDA_SECURITY_INITIALIZATION_AUTHORIZATIONS_0_RESOURCETYPE",
            "CAMUNDA_SECURITY_INITIALIZATION_AUTHORIZATIONS_0_RESOURCEID",
            "CAMUNDA_SECURITY_INITIALIZATION_AUTHORIZATIONS_0_PERMISSIONS",
            "CAMUNDA_SECURITY_INITIALIZATION_GROUPS_0_GROUP_ID",
            "CAMUNDA_SECURITY_INITIALIZATION_GROUPS_0_NAME",
            "CAMUNDA_SECURITY_INITIALIZATION_GROUPS_0_USERS");

    @Test
    void keepsTheComposeSchemaAndTheRulesOfASafeDeployment() {
        assertThat(ComposeRules.violations(COMPOSE)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            restart: unless-stopped                  | restrat: unless-stopped             | schema:
            condition: service_healthy               | condition: service_ready            | schema:
            condition: service_healthy               | condition: service_started          | without waiting until it is healthy
            "127.0.0.1:8080:8080"                    | "8080:8080"                         | camunda: port is open beyond this machine
            "127.0.0.1:8090:8090"                    | "0.0.0.0:8090:8090"                 | vigie: port is open beyond this machine
            jdbc:postgresql://postgres:5432/camunda  | http://camunda:secret@postgres      | carries a password in an address
            camunda/camunda:8.9.17                   | camunda/camunda                     | camunda: image is not pinned
            postgres:16.15-bookworm                  | postgres:latest                     | postgres: image is not pinned
            axllent/mailpit:v1.29.7                  | axllent/mailpit:v1                  | mailpit: image is not pinned
            ${POSTGRES_DIGEST:?run deploy/prepare}   | `${POSTGRES_DIGEST:-}`              | postgres: image is not pinned
            ${CAMUNDA_DIGEST:?run deploy/prepare}    | ``                                  | camunda: image is not pinned
            ${JRE_DIGEST:?run deploy/prepare}        | ${JRE_DIGEST:-}                     | vigie: builds with JRE_DIGEST, which is no digest
            args:                                    | x-args:                             | vigie: builds on images whose digests it does not pass
            start_period: 20s                        | start_period: 20 seconds            | vigie: healthcheck has no valid start_period
            healthcheck:                             | x-healthcheck:                      | has no healthcheck
            restart: unless-stopped                  | x-restart: unless-stopped           | has no restart
            camunda-data:/usr/local/camunda/data     | ./data:/usr/local/camunda/data      | volume is neither named nor read-only
            """)
    void reportsAPlantedViolation(String present, String planted, String report) {
        assertThat(COMPOSE).contains(present);

        assertThat(ComposeRules.violations(COMPOSE.replace(present, planted)))
                .anySatisfy(text -> assertThat(text).contains(report));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            user: "                | x-user: "                     | runs as no unprivileged user
            user: "                | user: "0                      | runs as no unprivileged user
            read_only: true        | read_only: false              | can write to its root
            cap_drop: ["ALL"]      | cap_drop: ["NET_RAW"]         | keeps capabilities
            cap_drop: ["ALL"]      | cap_add: ["SYS_ADMIN"]        | has cap_add
            no-new-privileges:true | no-new-privileges:false       | may gain privileges
            mem_limit:             | x-mem:                        | has no mem_limit
            cpus:                  | x-cpus:                       | has no cpus
            pids_limit:            | pids_limit: -1 #              | has no pids_limit
            tmpfs:                 | x-tmpfs:                      | has no tmpfs
            size=                  | sise=                         | has a tmpfs without a limit
            init: true             | privileged: true              | has privileged
            networks: [            | x-networks: [                 | is on the default network
            """)
    void holdsEveryServiceToTheRulesOfContainment(String present, String planted, String report) {
        for (var service : List.of("postgres", "camunda", "vigie", "mailpit")) {
            var text = ofService(service);
            assertThat(text).as(service).contains(present);

            assertThat(ComposeRules.violations(
                            COMPOSE.replace(text, text.replace(present, planted.translateEscapes()))))
                    .anySatisfy(found ->
                            assertThat(found).startsWith(service + ": ").contains(report));
        }
    }

    @ParameterizedTest(name = "{1}: {2} -> {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            vigie    | VIGIE_DB_USERNAME: vigie   | VIGIE_DB_PASSWORD: ${VIGIE_DB_PASSWORD:?set it}  | vigie: VIGIE_DB_PASSWORD is a secret in the environment
            vigie    | VIGIE_DB_USERNAME: vigie   | VIGIE_LINK_KEY: 0123456789abcdef                 | vigie: VIGIE_LINK_KEY is a secret in the environment
            camunda  | $${CAMUNDA_DB_PASSWORD}    | ${CAMUNDA_DB_PASSWORD}                           | camunda: CAMUNDA_DATA_SECONDARYSTORAGE_RDBMS_PASSWORD is a secret in the environment
            camunda  | $${CAMUNDA_DB_PASSWORD}    | $${POSTGRES_PASSWORD}                            | names the secret POSTGRES_PASSWORD, which the service is not given
            postgres | /run/secrets/POSTGRES_PASSWORD | /run/secrets/OTHER                           | names the secret OTHER, which the service is not given
            vigie    | - VIGIE_SMTP_PASSWORD      | - VIGIE_SMTP_TOKEN                               | secret VIGIE_SMTP_TOKEN is not declared
            vigie    | - VIGIE_SMTP_PASSWORD      | - VIGIE_LINK_KEY                                 | secret VIGIE_SMTP_PASSWORD is given to no service
            vigie    | engine, mail, outside      | engine, mail, outside, people                    | network people is not internal and joins [camunda, vigie]
            camunda  | engine, people             | engine, people, vigie-data                       | network vigie-data joins more than the two
            postgres | vigie-data, camunda-data   | vigie-data, camunda-data, elsewhere              | network elsewhere is not declared
            camunda  | engine, people             | engine, outside                                  | camunda: can reach other machines by network outside
            mailpit  | ports:                     | x-ports:                                         | mailpit: is on network trial, which is not internal, and publishes nothing
            """)
    void reportsASecretOrANetworkThatGoesTooFar(String service, String present, String planted, String report) {
        var text = ofService(service);
        assertThat(text).contains(present);

        assertThat(ComposeRules.violations(COMPOSE.replace(text, text.replace(present, planted))))
                .anySatisfy(found -> assertThat(found).contains(report));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            engine:\\n    internal: true                    | engine:                    | can reach other machines by network engine
            enable_ip_masquerade: "false"                    | enable_ip_masquerade: "true" | camunda: can reach other machines by network people
            file: ./secrets/VIGIE_LINK_KEY                   | file: ./key                | secret VIGIE_LINK_KEY is no file of its name
            """)
    void reportsANetworkOrASecretThatIsDeclaredTooOpen(String present, String planted, String report) {
        var there = present.translateEscapes();
        assertThat(COMPOSE).contains(there);

        assertThat(ComposeRules.violations(COMPOSE.replace(there, planted)))
                .anySatisfy(found -> assertThat(found).contains(report));
    }

    @Test
    void requiresTheAddressesThatStandInMails() {
        assertThat(COMPOSE)
                .contains("VIGIE_PUBLIC_URL: ${VIGIE_PUBLIC_URL:?", "VIGIE_OPERATE_URL: ${VIGIE_OPERATE_URL:?")
                .contains("      - VIGIE_LINK_KEY\n");
    }

    @Test
    void describesEveryVariableInTheExample() {
        var asked =
                REFERENCE.matcher(COMPOSE).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
        var described = ProjectFiles.text(".env.example")
                .lines()
                .filter(line -> line.matches("[A-Z0-9_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());

        assertThat(described).isEqualTo(asked);
    }

    @Test
    void keepsSecretsOutOfTheExample() {
        assertThat(ProjectFiles.text(".env.example").lines())
                .noneMatch(line -> line.matches("[A-Z_]*(PASSWORD|SECRET|TOKEN|_KEY)[A-Z_]*=.*"));
        assertThat(ProjectFiles.text(".gitignore").lines()).contains("secrets/", ".env");
    }

    @Test
    void givesTheEngineAccountOfVigieOnlyTheRightsThatItUses() {
        assertThat(rightsOf("vigie"))
                .isEqualTo(Map.of(
                        "RESOURCE", Set.of("CREATE"),
                        "MESSAGE", Set.of("CREATE"),
                        "PROCESS_DEFINITION",
                                Set.of(
                                        "CREATE_PROCESS_INSTANCE",
                                        "UPDATE_PROCESS_INSTANCE",
                                        "READ_PROCESS_INSTANCE",
                                        "READ_USER_TASK",
                                        "UPDATE_USER_TASK")));
        var settings = settingsOf("camunda");
        assertThat(settings.entrySet())
                .as("roles and groups, which would bring more")
                .noneMatch(setting -> setting.getKey().matches(".*_(DEFAULTROLES|ROLES|GROUPS)_.*")
                        && setting.getValue().contains("vigie"));
    }

    @Test
    void usesOnlyDocumentedSettingsOfCamunda() {
        assertThat(settingsOf("camunda").keySet())
                .allSatisfy(name -> assertThat(CAMUNDA_SETTINGS).contains(name.replaceAll("_\\d+(?=_|$)", "_0")));
    }

    @Test
    void givesVigieExactlyWhatTheClusterProfileAsksFor() {
        var profile = ProjectFiles.text("src/main/resources/application-cluster.yml");
        var asked =
                REFERENCE.matcher(profile).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
        PLACE.matcher(profile).results().forEach(hit -> asked.add(hit.group(1)));
        // where the secrets are when they are not where containers have them
        asked.remove("VIGIE_SECRETS_DIR");

        var given = new TreeSet<>(settingsOf("vigie").keySet());
        given.remove("SPRING_PROFILES_ACTIVE");
        given.removeAll(placesOf(secretsOfThePlans()));
        given.addAll(ComposeSecrets.filesOf(service("vigie")));
        given.removeAll(secretsOfThePlans());

        assertThat(given).isEqualTo(asked);
    }

    @Test
    void givesVigieTheSecretsThatThePlansName() {
        var secrets = secretsOfThePlans();
        assertThat(secrets).isNotEmpty();
        assertThat(ComposeSecrets.filesOf(service("vigie"))).containsAll(secrets);
        assertThat(settingsOf("vigie").keySet()).containsAll(placesOf(secrets));
    }

    @Test
    void makesEveryCandidateGroupOfTheDiagrams() throws IOException {
        Set<String> groups = new TreeSet<>();
        for (Path diagram : filesOf("bpmn")) {
            CANDIDATES
                    .matcher(Files.readString(diagram))
                    .results()
                    .forEach(hit -> groups.addAll(groupsIn(hit.group(1))));
        }
        assertThat(groups).contains("support", "developers", "technical-lead");
        assertThat(COMPOSE)
                .contains(groups.stream()
                        .map(group -> "GROUP_ID: " + group + "\n")
                        .toList());
    }

    /** Of a list such as {@code a, b}, or of the texts in an expression. */
    private static Set<String> groupsIn(String candidates) {
        Pattern name =
                candidates.startsWith("=") ? Pattern.compile("&#34;([a-z-]+)&#34;") : Pattern.compile("([a-z-]+)");
        return name.matcher(candidates).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> secretsOfThePlans() {
        return filesOf("plans").stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .flatMap(file -> SECRET.matcher(ProjectFiles.text("plans/" + file.getFileName()))
                        .results())
                .map(hit -> hit.group(1))
                .collect(Collectors.toSet());
    }

    private static List<Path> filesOf(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> placesOf(Set<String> secrets) {
        return secrets.stream().map(name -> name + "_FILE").collect(Collectors.toSet());
    }

    private static JsonNode service(String name) {
        return ProjectFiles.yaml(COMPOSE).at("/services/" + name);
    }

    /** The text of a service in the file, so that a violation is planted in this one alone. */
    private static String ofService(String name) {
        var matcher =
                Pattern.compile("(?m)^  " + name + ":\\n(?:(?:    .*)?\\n)+").matcher(COMPOSE);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group();
    }

    private static Map<String, String> settingsOf(String service) {
        Map<String, String> settings = new TreeMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asText()));
        return settings;
    }

    /** Permissions of a user by type of resource. */
    private static Map<String, Set<String>> rightsOf(String user) {
        var settings = settingsOf("camunda");
        Map<String, Set<String>> rights = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.endsWith("_OWNERID") && value.equals(user)) {
                var prefix = name.substring(0, name.length() - "OWNERID".length());
                assertThat(settings.get(prefix + "OWNERTYPE")).isEqualTo("USER");
                rights.put(
                        settings.get(prefix + "RESOURCETYPE"),
                        Set.of(settings.get(prefix + "PERMISSIONS").split(",")));
            }
        });
        return rights;
    }
}
