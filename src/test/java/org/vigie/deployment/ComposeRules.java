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
import org.jspecify.annotations.Nullable;
import org.vigie.support.ProjectFiles;

/** What docker-compose.yml must keep: the Compose schema, and the rules of a deployment that is safe by default. */
final class ComposeRules {

    private static final Pattern SECRET_NAME = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|PRIVATE_KEY|API_KEY).*");
    /** Required, or optional and empty: never a default that somebody could leave in place. */
    private static final Pattern FROM_OUTSIDE = Pattern.compile("\\$\\{[A-Z0-9_]+(:\\?[^}]+|:-)}");

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/\\s:@]+:[^/\\s@]+@");
    /** At least major.minor, so that an update is a change of this file. */
    private static final Pattern PINNED = Pattern.compile("[^:@]+:v?\\d+\\.\\d+[\\w.-]*(@sha256:[0-9a-f]{64})?");

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
            serviceViolations(service.getValue()).forEach(text -> found.add(service.getKey() + ": " + text));
        }
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
        for (var key : List.of("restart", "mem_limit", "healthcheck")) {
            if (!service.has(key)) {
                found.add("has no " + key);
            }
        }
        if (!service.has("build")
                && !PINNED.matcher(service.path("image").asText()).matches()) {
            found.add(
                    "image is not pinned to a version: " + service.path("image").asText());
        }
        collect(service.path("ports"), ComposeRules::portViolation, found);
        collect(service.path("volumes"), ComposeRules::volumeViolation, found);
        collect(service.path("depends_on"), ComposeRules::dependencyViolation, found);
        for (var key : List.of("interval", "timeout", "start_period")) {
            if (!DURATION.matcher(service.path("healthcheck").path(key).asText())
                    .matches()) {
                found.add("healthcheck has no valid " + key);
            }
        }
        for (var variable : service.path("environment").properties()) {
            var violation =
                    secretViolation(variable.getKey(), variable.getValue().asText());
            if (violation != null) {
                found.add(violation);
            }
        }
        return found;
    }

    private static void collect(JsonNode items, Function<JsonNode, String> rule, List<String> found) {
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

    private static @Nullable String secretViolation(String name, String value) {
        if (PASSWORD_IN_URL.matcher(value).find()) {
            return name + " carries a password in an address";
        }
        if (SECRET_NAME.matcher(name).matches() && !FROM_OUTSIDE.matcher(value).matches()) {
            return name + " is a literal secret or has a default";
        }
        return null;
    }
}
