package org.vigie.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.spring.properties.CamundaClientAuthProperties.AuthMethod;
import io.camunda.client.spring.properties.CamundaClientProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.vigie.ClusterSettingsCheck;
import org.vigie.shared.HintedException;
import org.vigie.support.ProjectFiles;

@ExtendWith(OutputCaptureExtension.class)
class ClusterProfileTests {

    private static final Map<String, String> SECRETS = Map.of(
            "VIGIE_DB_PASSWORD", "db-pass",
            "VIGIE_CAMUNDA_PASSWORD", "camunda-pass",
            "VIGIE_LINK_KEY", "0123456789-0123456789-0123456789",
            "VIGIE_OPERATOR_PASSWORD", "operator-pass",
            "VIGIE_AUDITOR_PASSWORD", "auditor-pass");
    private static final Map<String, String> SETTINGS = Map.of(
            "VIGIE_DB_URL", "jdbc:postgresql://postgres:5432/vigie",
            "VIGIE_DB_USERNAME", "vigie",
            "VIGIE_CAMUNDA_GRPC_ADDRESS", "http://camunda:26500",
            "VIGIE_CAMUNDA_REST_ADDRESS", "http://camunda:8080",
            "VIGIE_CAMUNDA_USERNAME", "vigie",
            "VIGIE_PUBLIC_URL", "https://vigie.example.org",
            "VIGIE_OPERATE_URL", "https://camunda.example.org/operate",
            "VIGIE_MAIL_FROM", "vigie@example.org",
            "VIGIE_SMTP_HOST", "mail.example.org");
    private static final Map<String, Object> GIVEN = together();

    @Test
    void connectsOverGrpcAndRestWithBasicAuthentication() throws IOException {
        var camunda = binder(GIVEN)
                .bind("camunda.client", CamundaClientProperties.class)
                .get();

        assertThat(camunda.getGrpcAddress()).hasToString("http://camunda:26500");
        assertThat(camunda.getRestAddress()).hasToString("http://camunda:8080");
        assertThat(camunda.getPreferRestOverGrpc()).isFalse();
        assertThat(camunda.getAuth().getMethod()).isEqualTo(AuthMethod.basic);
        assertThat(camunda.getAuth().getUsername()).isEqualTo("vigie");
        assertThat(camunda.getAuth().getPassword()).isEqualTo("camunda-pass");
    }

    @Test
    void sendsMailEncryptedAndWithADeadlineUnlessToldOtherwise() throws IOException {
        var mail = binder(GIVEN).bind("spring.mail", MailProperties.class).get();

        assertThat(mail.getPort()).isEqualTo(587);
        assertThat(mail.getProperties())
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.auth", "true")
                .containsEntry("mail.smtp.connectiontimeout", "10000")
                .containsEntry("mail.smtp.timeout", "10000")
                .containsEntry("mail.smtp.writetimeout", "10000");
    }

    @Test
    void startsWhenEverythingIsGiven() {
        assertThatCode(() -> check(GIVEN)).doesNotThrowAnyException();
    }

    @Test
    void namesEverySettingThatIsMissing() {
        var given = new HashMap<>(GIVEN);
        given.remove("VIGIE_CAMUNDA_PASSWORD");
        given.remove("VIGIE_DB_URL");

        assertThatThrownBy(() -> check(given))
                .isInstanceOf(HintedException.class)
                .hasMessageContainingAll(
                        "VIGIE_CAMUNDA_PASSWORD (camunda.client.auth.password), VIGIE_DB_URL (spring.datasource.url)",
                        "docker-compose.yml");
    }

    @Test
    void takesASettingGivenBySpringsOwnName() {
        var given = new HashMap<>(GIVEN);
        given.remove("VIGIE_CAMUNDA_PASSWORD");
        given.put("camunda.client.auth.password", "camunda-pass");

        assertThatCode(() -> check(given)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VIGIE_LINK_KEY", "VIGIE_PUBLIC_URL", "VIGIE_OPERATOR_PASSWORD", "VIGIE_SMTP_HOST"})
    void takesABlankValueForNone(String name) {
        var given = new HashMap<>(GIVEN);
        given.put(name, " ");

        assertThatThrownBy(() -> check(given)).hasMessageContaining("has no value for " + name + " (");
    }

    @ParameterizedTest
    @CsvSource({
        "VIGIE_PUBLIC_URL,http://vigie.example.org,vigie.public-url is no https address",
        "VIGIE_PUBLIC_URL,http://localhost:8090,vigie.public-url is no https address",
        "VIGIE_PUBLIC_URL,vigie.example.org,vigie.public-url is no https address",
        "VIGIE_PUBLIC_URL,https:///tickets,vigie.public-url is no https address",
        "VIGIE_PUBLIC_URL,https://vigie example org,vigie.public-url is no address",
        "VIGIE_PUBLIC_URL,https://vigie.example.org/,vigie.public-url has more than",
        "VIGIE_PUBLIC_URL,https://vigie.example.org?a=b,vigie.public-url has more than",
        "VIGIE_PUBLIC_URL,https://me:secret@vigie.example.org,vigie.public-url has more than",
        "VIGIE_OPERATE_URL,http://camunda:8080/operate,vigie.operate-url is no https address"
    })
    void refusesAnAddressThatReadersOfMailsCannotUse(String name, String address, String fault) {
        var given = new HashMap<>(GIVEN);
        given.put(name, address);

        assertThatThrownBy(() -> check(given))
                .isInstanceOf(HintedException.class)
                .hasMessageContainingAll(fault, "https://vigie.example.org")
                .hasMessageNotContaining("secret");
    }

    @Test
    void readsSecretsFromFilesOfTheirNames(@TempDir Path folder) throws IOException {
        for (var secret : SECRETS.entrySet()) {
            Files.writeString(folder.resolve(secret.getKey()), secret.getValue() + "\n");
        }
        Map<String, Object> given = new HashMap<>(SETTINGS);
        given.put("VIGIE_SECRETS_DIR", folder.toString());
        var application = new SpringApplication(ClusterProfileTests.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(given);

        try (var started = application.run("--spring.profiles.active=cluster")) {
            var environment = started.getEnvironment();
            assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("db-pass");
            assertThat(environment.getProperty("camunda.client.auth.password")).isEqualTo("camunda-pass");
            assertThat(environment.getProperty("vigie.link-key")).isEqualTo("0123456789-0123456789-0123456789");
            assertThat(environment.getProperty("vigie.operator-password")).isEqualTo("operator-pass");
        }
    }

    @Test
    void tellsFactAndHintWhenTheStartFails(CapturedOutput output) {
        var application = new SpringApplication(Object.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);

        assertThatThrownBy(() -> application.run("--spring.profiles.active=cluster"))
                .isInstanceOf(HintedException.class);

        assertThat(output)
                .contains(
                        "the profile cluster has no value for",
                        "VIGIE_DB_PASSWORD (spring.datasource.password)",
                        "Action:")
                .doesNotContain("\tat org.vigie");
    }

    private static Map<String, Object> together() {
        Map<String, Object> given = new HashMap<>(SETTINGS);
        given.putAll(SECRETS);
        return given;
    }

    private static void check(Map<String, Object> given) throws IOException {
        var environment = environment(given);
        environment.setActiveProfiles("cluster");
        new ClusterSettingsCheck().postProcessEnvironment(environment, new SpringApplication());
    }

    private static Binder binder(Map<String, Object> given) throws IOException {
        return Binder.get(environment(given));
    }

    private static StandardEnvironment environment(Map<String, Object> given) throws IOException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        for (var file : new String[] {"application-cluster.yml", "application.yml"}) {
            var resource = new FileSystemResource(ProjectFiles.root().resolve("src/main/resources/" + file));
            new YamlPropertySourceLoader()
                    .load(file, resource)
                    .forEach(source -> environment.getPropertySources().addLast(source));
        }
        return environment;
    }
}
