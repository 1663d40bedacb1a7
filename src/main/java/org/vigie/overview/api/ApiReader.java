package org.vigie.overview.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads an OpenAPI document, version 3.0 or 3.1, for a page: what can be called, with what, and what comes back. */
public final class ApiReader {

    /** Deeper than anything here; whatever stands in itself ends there. */
    private static final int DEEPEST = 4;

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    /** @param document as it is published */
    public ApiReader(JsonNode document) {
        this.document = document;
    }

    /** All calls, those that belong together together. */
    public List<ApiGroup> groups() {
        Map<String, List<ApiCall>> groups = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> {
                    JsonNode call = path.getValue().path(method);
                    if (call.isObject()) {
                        groups.computeIfAbsent(call.path("tags").path(0).asText("Others"), name -> new ArrayList<>())
                                .add(call(path.getKey(), method, call));
                    }
                }));
        return groups.entrySet().stream()
                .map(group -> new ApiGroup(
                        group.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                        group.getKey(),
                        group.getValue().stream()
                                .sorted(Comparator.comparing(ApiCall::path))
                                .toList()))
                .toList();
    }

    private ApiCall call(String path, String method, JsonNode call) {
        List<ApiField> sent = new ArrayList<>();
        call.path("parameters").forEach(parameter -> sent.add(parameter(resolved(parameter))));
        JsonNode body = json(resolved(call.path("requestBody")));
        fields(body, "", "body", 0, sent);
        List<ApiField> answered = new ArrayList<>();
        List<String> statuses = new ArrayList<>();
        call.path("responses").properties().forEach(answer -> {
            JsonNode meaning = resolved(answer.getValue());
            statuses.add(answer.getKey() + " " + meaning.path("description").asText());
            if (answer.getKey().startsWith("2")) {
                fields(json(meaning), "", "answer", 0, answered);
            }
        });
        boolean readable =
                method.equals("get") && !path.contains("{") && sent.stream().noneMatch(ApiField::required);
        return new ApiCall(
                method.toUpperCase(Locale.ROOT),
                path,
                call.path("summary").asText(),
                call.path("description").asText(),
                List.copyOf(sent),
                List.copyOf(answered),
                List.copyOf(statuses),
                example(path, method, sent, body),
                readable ? path : "");
    }

    private ApiField parameter(JsonNode parameter) {
        return new ApiField(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                type(parameter.path("schema")),
                parameter.path("required").asBoolean(),
                parameter.path("description").asText());
    }

    /** The schema of a body or an answer, where it is JSON. */
    private static JsonNode json(JsonNode holder) {
        return StreamSupport.stream(holder.path("content").spliterator(), false)
                .map(content -> content.path("schema"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private void fields(JsonNode written, String within, String place, int depth, List<ApiField> found) {
        JsonNode schema = resolved(written);
        if (schema.path("items").isObject()) {
            fields(schema.path("items"), within + "[]", place, depth, found);
            return;
        }
        if (depth >= DEEPEST) {
            return;
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            String name = within.isEmpty() ? property.getKey() : within + "." + property.getKey();
            JsonNode value = resolved(property.getValue());
            found.add(new ApiField(
                    name,
                    place,
                    type(property.getValue()),
                    required.contains(property.getKey()),
                    property.getValue()
                            .path("description")
                            .asText(value.path("description").asText())));
            fields(value, name, place, depth + 1, found);
        });
    }

    private String type(JsonNode written) {
        JsonNode schema = resolved(written);
        if (schema.path("enum").isArray()) {
            return StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" | "));
        }
        if (schema.path("items").isObject()) {
            return type(schema.path("items")) + " []";
        }
        JsonNode type = schema.path("type");
        String named = type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(each -> !each.equals("null"))
                        .collect(Collectors.joining(" | "))
                : type.asText(schema.path("properties").isObject() ? "object" : "any");
        String format = schema.path("format").asText();
        return format.isEmpty() ? named : named + " (" + format + ")";
    }

    private JsonNode resolved(JsonNode written) {
        JsonNode node = written;
        for (int hop = 0; hop < DEEPEST && node.path("$ref").isTextual(); hop++) {
            node = document.at(node.path("$ref").asText().substring(1));
        }
        return node;
    }

    private String example(String path, String method, List<ApiField> sent, JsonNode body) {
        String query = sent.stream()
                .filter(field -> field.place().equals("query") && field.required())
                .map(field -> field.name() + "=" + field.name().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("&"));
        StringBuilder command = new StringBuilder("curl -u operator");
        if (!method.equals("get")) {
            command.append(" -X ").append(method.toUpperCase(Locale.ROOT));
        }
        if (body.isObject()) {
            command.append(" -H 'Content-Type: application/json' -d '")
                    .append(sample(body, 0))
                    .append("'");
        }
        return command.append(" \"$VIGIE")
                .append(path.replaceAll("\\{(\\w+)}", "<$1>"))
                .append(query.isEmpty() ? "" : "?" + query)
                .append('"')
                .toString();
    }

    /** A body with what has to be in it. */
    private String sample(JsonNode written, int depth) {
        JsonNode schema = resolved(written);
        if (schema.path("items").isObject()) {
            return depth >= DEEPEST ? "[]" : "[" + sample(schema.path("items"), depth + 1) + "]";
        }
        if (schema.path("properties").isObject() && depth < DEEPEST) {
            Set<String> required = new HashSet<>();
            schema.path("required").forEach(name -> required.add(name.asText()));
            return StreamSupport.stream(schema.path("properties").properties().spliterator(), false)
                    .filter(property -> required.isEmpty() || required.contains(property.getKey()))
                    .map(property -> "\"" + property.getKey() + "\": " + sample(property.getValue(), depth + 1))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        String type = type(schema);
        return switch (type.split(" ", 2)[0]) {
            case "boolean" -> "true";
            case "integer", "number" -> "1";
            case "object", "any" -> "{}";
            default ->
                schema.path("enum").isArray()
                        ? "\"" + schema.path("enum").path(0).asText() + "\""
                        : "\"…\"";
        };
    }
}
