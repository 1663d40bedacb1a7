package org.vigie.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.vigie.support.ProjectFiles;

/** Camunda is a Spring Boot application: what it makes of the environment and the secret files of docker-compose.yml. */
class CamundaAccountsTests {

    private static final String INITIALIZATION = "camunda.security.initialization.";

    /** As Camunda has it. */
    record User(String username, String password, String name, String email) {}

    /** As Camunda has it. */
    record Authorization(
            String ownerType, String ownerId, String resourceType, String resourceId, Set<String> permissions) {}

    @TempDir
    Path secrets;

    @Test
    void takesPasswordsFromTheFilesAndAuthorizationsFromTheEnvironment() throws IOException {
        var camunda = ProjectFiles.yaml(ProjectFiles.text("docker-compose.yml")).at("/services/camunda");
        for (var name : ComposeSecrets.filesOf(camunda)) {
            Files.writeString(secrets.resolve(name), "content of " + name + "\n");
        }
        Map<String, Object> environment = new HashMap<>();
        camunda.path("environment")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(), variable.getValue().asText().replace("$$", "$")));
        var spring = new StandardEnvironment();
        spring.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment", environment));
        spring.getPropertySources()
                .addLast(new ConfigTreePropertySource(
                        "secrets", secrets, ConfigTreePropertySource.Option.AUTO_TRIM_TRAILING_NEW_LINE));
        var binder = Binder.get(spring);

        assertThat(binder.bind("camunda.data.secondary-storage.rdbms.password", String.class)
                        .get())
                .isEqualTo("content of CAMUNDA_DB_PASSWORD");
        assertThat(binder.bind(INITIALIZATION + "users", Bindable.listOf(User.class))
                        .get())
                .extracting(User::username, User::password)
                .containsExactly(
                        tuple("operator", "content of CAMUNDA_OPERATOR_PASSWORD"),
                        tuple("vigie", "content of CAMUNDA_VIGIE_PASSWORD"));
        List<Authorization> authorizations = binder.bind(
                        INITIALIZATION + "authorizations", Bindable.listOf(Authorization.class))
                .get();
        assertThat(authorizations)
                .hasSize(3)
                .contains(new Authorization("USER", "vigie", "RESOURCE", "*", Set.of("CREATE")))
                .allSatisfy(one -> assertThat(one.ownerId()).isEqualTo("vigie"));
    }
}
