package org.vigie.modelling.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vigie.modelling.Finding;

/**
 * A form.
 *
 * @param id as it stands in the file
 * @param components the fields and texts, those in groups among them
 */
record FormModel(String file, String id, JsonNode root, List<JsonNode> components) {

    private static final Pattern CHOSEN = Pattern.compile("(?:then|else)\\s+\"([a-z0-9-]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws UnreadableModelException if it is not the JSON that Camunda Modeler writes */
    static FormModel parse(String file, String text) {
        try {
            JsonNode root = JSON.readTree(text);
            List<JsonNode> components = new ArrayList<>();
            collect(root, components::add);
            if (!root.path("components").isArray() || !components.stream().allMatch(FormModel::isComponent)) {
                throw new UnreadableModelException(Finding.of(file, null, "refused.form.unreadable", file));
            }
            return new FormModel(file, root.path("id").asText(), root, components);
        } catch (JsonProcessingException e) {
            throw new UnreadableModelException(Finding.of(file, null, "refused.form.unreadable", file));
        }
    }

    /** The ids that a task gives as its form: one, or those that an expression chooses among. */
    static List<String> named(String formId) {
        return formId.startsWith("=")
                ? CHOSEN.matcher(formId).results().map(match -> match.group(1)).toList()
                : List.of(formId);
    }

    private static void collect(JsonNode parent, Consumer<JsonNode> each) {
        for (JsonNode component : parent.path("components")) {
            each.accept(component);
            collect(component, each);
        }
    }

    private static boolean isComponent(JsonNode component) {
        return component.isObject()
                && Stream.of("values", "columns")
                        .flatMap(part -> component.path(part).valueStream())
                        .allMatch(JsonNode::isObject);
    }

    /** What becomes a variable of its own: fields and whole lists, not the fields of a list's lines. */
    Set<String> written() {
        Set<String> keys = new LinkedHashSet<>();
        written(root, keys);
        return keys;
    }

    private static void written(JsonNode parent, Set<String> keys) {
        for (JsonNode component : parent.path("components")) {
            String key = component.path("key").asText(component.path("path").asText());
            if (key.isEmpty()) {
                written(component, keys);
            } else if (!component.path("readonly").asBoolean()
                    && !component.path("disabled").asBoolean()) {
                keys.add(key);
            }
        }
    }

    /** What people call a field: its label, else its key. */
    static String nameOf(JsonNode component) {
        String label = component.path("label").asText();
        if (!label.isBlank() && !label.startsWith("=")) {
            return label;
        }
        String key = component.path("key").asText();
        return key.isBlank() ? component.path("id").asText() : key;
    }
}
