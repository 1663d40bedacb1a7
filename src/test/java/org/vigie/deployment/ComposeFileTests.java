package org.vigie.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)");

    /** Settings of Camunda 8.9 by their documented environment names; numbers in lists are written as 0. */
    private static final Pattern CANDIDATES = Pattern.compile("candidateGroups=\"([^\"]*)\"");

    private static final Pattern SECRET = Pattern.compile("From: env:([A-Z0-9_]+)");
    private static final Set<String> CAMUNDA_SETTINGS = Set.of(
            "JAVA_TOOL_OPTIONS",
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
            ${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD in .env} | secret                   | postgres: POSTGRES_PASSWORD is a literal secret
            ${VIGIE_SMTP_PASSWORD:-}                 | ${VIGIE_SMTP_PASSWORD:-secret}      | vigie: VIGIE_SMTP_PASSWORD is a literal secret or has a default
            jdbc:postgresql://postgres:5432/camunda  | http://camunda:secret@postgres      | carries a password in an address
            camunda/camunda:8.9.17                   | camunda/camunda                     | camunda: image is not pinned
            postgres:16.15-bookworm                  | postgres:latest                     | postgres: image is not pinned
            axllent/mailpit:v1.29.7                  | axllent/mailpit:v1                  | mailpit: image is not pinned
            start_period: 20s                        | start_period: 20 seconds            | vigie: healthcheck has no valid start_period
            healthcheck:                             | x-healthcheck:                      | has no healthcheck
            mem_limit: 768m                          | x-mem: 768m                         | vigie: has no mem_limit
            restart: unless-stopped                  | x-restart: unless-stopped           | has no restart
            camunda-data:/usr/local/camunda/data     | ./data:/usr/local/camunda/data      | volume is neither named nor read-only
            """)
    void reportsAPlantedViolation(String present, String planted, String report) {
        assertThat(COMPOSE).contains(present);

        assertThat(ComposeRules.violations(COMPOSE.replace(present, planted)))
                .anySatisfy(text -> assertThat(text).contains(report));
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
    void leavesEveryPasswordOfTheExampleEmpty() {
        assertThat(ProjectFiles.text(".env.example").lines().filter(line -> line.matches("[A-Z_]*PASSWORD=.+")))
                .isEmpty();
    }

    @Test
    void usesOnlyDocumentedSettingsOfCamunda() {
        assertThat(environmentOf("camunda"))
                .allSatisfy(name -> assertThat(CAMUNDA_SETTINGS).contains(name.replaceAll("_\\d+(?=_|$)", "_0")));
    }

    @Test
    void givesVigieExactlyWhatTheClusterProfileAsksFor() {
        var profile = ProjectFiles.text("src/main/resources/application-cluster.yml");
        var asked =
                REFERENCE.matcher(profile).results().map(hit -> hit.group(1)).collect(Collectors.toSet());

        var given = environmentOf("vigie");
        given.remove("SPRING_PROFILES_ACTIVE");

        assertThat(given).containsAll(asked);
        // read by Vigie in every profile, not only in this one
        given.removeAll(Set.of("VIGIE_OPERATOR_PASSWORD", "VIGIE_AUDITOR_PASSWORD"));
        given.removeAll(secretsOfThePlans());
        assertThat(asked).containsAll(given);
    }

    @Test
    void givesVigieTheSecretsThatThePlansName() {
        assertThat(secretsOfThePlans()).isNotEmpty();
        assertThat(environmentOf("vigie")).containsAll(secretsOfThePlans());
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

    private static Set<String> environmentOf(String service) {
        var names = new TreeSet<String>();
        ProjectFiles.yaml(COMPOSE)
                .at("/services/" + service + "/environment")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }
}
