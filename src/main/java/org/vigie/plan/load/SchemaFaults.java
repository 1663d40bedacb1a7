package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;

/** Words what the validator of the schema finds in one document. */
final class SchemaFaults {

    private static final int MAX_SHOWN = 60;

    private final PlanDocument document;
    private final JsonNode source;

    SchemaFaults(PlanDocument document, JsonNode source) {
        this.document = document;
        this.source = source;
    }

    PlanFault word(ValidationMessage message) {
        JsonPointer pointer = JsonPointer.compile(message.getInstanceLocation().toString());
        JsonNode rules = source.at(
                JsonPointer.compile(message.getSchemaLocation().getFragment().toString())
                        .head());
        JsonNode value = document.at(pointer);
        if (value.isNull()) {
            return document.faultAt(pointer, "has no value", expected(rules));
        }
        return switch (message.getType()) {
            case "additionalProperties" -> unknownKey(pointer, message.getProperty(), rules);
            case "required" -> missingKey(pointer, message.getProperty(), rules);
            case "type" -> document.faultAt(pointer, wrongType(rules, value), expected(rules));
            case "enum" -> notListed(pointer, value, String.join(", ", texts(rules.get("enum"))));
            case "minimum", "maximum" ->
                document.faultAt(
                        pointer,
                        "is " + value,
                        "Allowed: " + rules.get("minimum") + " to " + rules.get("maximum") + ".");
            case "minLength", "minItems", "minProperties" -> document.faultAt(pointer, "is empty", expected(rules));
            case "maxLength" ->
                document.faultAt(
                        pointer,
                        "has " + value.asText().length() + " characters",
                        "At most " + rules.get("maxLength") + " are allowed.");
            case "maxItems" ->
                document.faultAt(
                        pointer,
                        "has " + value.size() + " entries",
                        "At most " + rules.get("maxItems") + " are allowed.");
            case "uniqueItems" -> document.faultAt(pointer, "names something twice", "Keep one of the two.");
            // a place of a secret that is none may be the secret itself, so that it is not repeated
            case "pattern" ->
                document.faultAt(
                        pointer,
                        isSecret(pointer) ? "is not the place of a secret" : "does not fit: " + brief(value),
                        expected(rules));
            default -> document.faultAt(pointer, message.getMessage(), expected(rules));
        };
    }

    private PlanFault notListed(JsonPointer pointer, JsonNode value, String allowed) {
        return pointer.last().getMatchingProperty().equals("channel") && value.isTextual()
                ? document.faultAt(
                        pointer, "'" + value.asText() + "' does not exist yet", "Available: " + allowed + ".")
                : document.faultAt(pointer, "is " + brief(value), "Allowed: " + allowed + ".");
    }

    private PlanFault unknownKey(JsonPointer parent, String key, JsonNode rules) {
        List<String> known = new ArrayList<>();
        rules.path("properties").fieldNames().forEachRemaining(known::add);
        JsonPointer pointer = parent.appendProperty(key);
        String guess = Closest.to(key, known)
                .map(name -> "Did you mean " + name + "? ")
                .orElse("");
        return document.faultAtKey(
                pointer,
                document.path(pointer),
                "is not known",
                guess + "Known here: " + String.join(", ", known) + ".");
    }

    private PlanFault missingKey(JsonPointer parent, String key, JsonNode rules) {
        return document.faultAtKey(
                parent,
                document.path(parent.appendProperty(key)),
                "is missing",
                expected(rules.path("properties").path(key)));
    }

    private static String wrongType(JsonNode rules, JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "is a group of keys where " + article(rules) + " belongs";
            case ARRAY -> "is a list where " + article(rules) + " belongs";
            case STRING -> "is a text where " + article(rules) + " belongs";
            case BOOLEAN -> "is true or false where " + article(rules) + " belongs";
            default -> "is a number where " + article(rules) + " belongs" + quotes(rules);
        };
    }

    private static String quotes(JsonNode rules) {
        return rules.path("type").asText().equals("string") ? " (a text that looks like one needs quotes)" : "";
    }

    private static String article(JsonNode rules) {
        return switch (rules.path("type").asText()) {
            case "object" -> "a group of keys";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            default -> "a text";
        };
    }

    /** The description of what belongs here, with an example. */
    private String expected(JsonNode rules) {
        JsonNode target = PlanSchema.resolve(source, rules);
        JsonNode described = rules.has("description") ? rules : target;
        JsonNode example =
                (rules.has("examples") ? rules : target).path("examples").path(0);
        return described.path("description").asText()
                + (example.isMissingNode()
                        ? ""
                        : " Example: " + (example.isTextual() ? example.asText() : example) + ".");
    }

    private static String brief(JsonNode value) {
        // an address may have a password in it, where none belongs
        String text = value.toString().replaceAll("(?<=://)[^/@\"]*@", "…@");
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private static boolean isSecret(JsonPointer pointer) {
        return pointer.last().getMatchingProperty().endsWith("From");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
