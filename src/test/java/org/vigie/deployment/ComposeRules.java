package org.vigie.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.vigie.support.ProjectFiles;

/** What docker-compose.yml must keep: the Compose schema, and the rules of a deployment that is safe by default. */
final class ComposeRules {

    /** At least major.minor, so that an update is a change of this file, and the build that the administrator took. */
    private static final Pattern PINNED = Pattern.compile("[^:@$]+:v?\\d+\\.\\d+[\\w.-]*\\$\\{[A-Z]+_DIGEST:\\?[^}]+}");

    private static final Pattern DIGEST_ARGUMENT = Pattern.compile("\\$\\{[A-Z]+_DIGEST:\\?[^}]+}");
    private static final Pattern DURATION = Pattern.compile("(\\d+(us|ms|s|m|h))+");
    /** The schema's "duration" is Compose's own, 1m30s; the validator would ask for ISO 8601. */
    private static final SchemaValidatorsConfig COMPOSE_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(false).build();

    private ComposeRules() {}

    /** All violations of the file, empty when it is right. */
    static List<String> violations(String composeFile) {
        var compose = ProjectFiles.yaml(composeFile);
        var found = new ArrayList<String>();
        schema().validate(compose).forEach(message -> found.add("schema: " + message.getMessage()));
        for (var service : compose.path("services").properties()) {
            var violations = new ArrayList<>(serviceViolations(service.getValue()));
            violations.addAll(ContainmentRules.violations(service.getValue()));
            violations.addAll(ComposeSecrets.violations(service.getValue()));
            violations.forEach(text -> found.add(service.getKey() + ": " + text));
        }
        found.addAll(ComposeSecrets.violationsOfAll(compose));
        found.addAll(ComposeNetworks.violations(compose));
        return found;
    }

    private static JsonSchema schema() {
        var schema = ProjectFiles.json(ProjectFiles.text("src/test/resources/schemas/compose-spec.json"));
        // It names a dialect by an address that no validator knows and keeps ids of an older draft; what it uses is
        // draft 7.
        ((ObjectNode) schema).remove("$schema");
        for (var parent : schema.findParents("id")) {
            if (parent.path("id").isTextual()) {
                ((ObjectNode) parent).remove("id");
            }
        }
        return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema, COMPOSE_FORMATS);
    }

    private static List<String> serviceViolations(JsonNode service) {
        var found = new ArrayList<String>();
        for (var key : List.of("restart", "healthcheck")) {
            if (!service.has(key)) {
                found.add("has no " + key);
            }
        }
        found.addAll(imageViolations(service));
        collect(service.path("ports"), ComposeRules::portViolation, found);
        collect(service.path("volumes"), ComposeRules::volumeViolation, found);
        collect(service.path("depends_on"), ComposeRules::dependencyViolation, found);
        for (var key : List.of("interval", "timeout", "start_period")) {
            if (!DURATION.matcher(service.path("healthcheck").path(key).asText())
                    .matches()) {
                found.add("healthcheck has no valid " + key);
            }
        }
        return found;
    }

    private static List<String> imageViolations(JsonNode service) {
        var found = new ArrayList<String>();
        var image = service.path("image").asText();
        if (!service.has("build") && !PINNED.matcher(image).matches()) {
            found.add("image is not pinned to a version and a digest that must be given: " + image);
        }
        if (service.has("build") && service.path("build").path("args").isEmpty()) {
            found.add("builds on images whose digests it does not pass");
        }
        for (var argument : service.path("build").path("args").properties()) {
            if (!DIGEST_ARGUMENT.matcher(argument.getValue().asText()).matches()) {
                found.add("builds with " + argument.getKey() + ", which is no digest that must be given");
            }
        }
        return found;
    }

    static void collect(JsonNode items, Function<JsonNode, String> rule, List<String> found) {
        for (var item : items) {
            var violation = rule.apply(item);
            if (!violation.isEmpty()) {
                found.add(violation);
            }
        }
    }

    private static String portViolation(JsonNode port) {
        return port.asText().startsWith("127.0.0.1:") ? "" : "port is open beyond this machine: " + port.asText();
    }

    private static String volumeViolation(JsonNode volume) {
        var text = volume.asText();
        var named = text.matches("[a-z][a-z0-9-]*:/.+");
        var readOnlyFile = text.matches("\\./[^:]+:/[^:]+:ro");
        return named || readOnlyFile ? "" : "volume is neither named nor read-only: " + text;
    }

    private static String dependencyViolation(JsonNode dependency) {
        var healthy = "service_healthy".equals(dependency.path("condition").asText());
        return healthy ? "" : "depends on a service without waiting until it is healthy";
    }
}
