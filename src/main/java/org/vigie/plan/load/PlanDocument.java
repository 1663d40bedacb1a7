package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The values of one plan file and where they stand.
 *
 * @param file the file
 * @param root its values
 * @param values places of values by pointer
 * @param keys places of the keys that name them, by pointer to the value
 */
record PlanDocument(PlanFile file, JsonNode root, Map<JsonPointer, Position> values, Map<JsonPointer, Position> keys) {

    /** The value, or a missing node. */
    JsonNode at(JsonPointer pointer) {
        return root.at(pointer);
    }

    /** The value, or a missing node; the pointer as text. */
    JsonNode at(String pointer) {
        return root.at(pointer);
    }

    /** A fault of a value. */
    PlanFault faultAt(JsonPointer pointer, String fact, String hint) {
        return file.fault(values.getOrDefault(pointer, Position.START), path(pointer) + " " + fact, hint);
    }

    /** A fault of a value; the pointer as text. */
    PlanFault faultAt(String pointer, String fact, String hint) {
        return faultAt(JsonPointer.compile(pointer), fact, hint);
    }

    /** A fault of a key, or of an item of a list. */
    PlanFault faultAtKey(JsonPointer pointer, String path, String fact, String hint) {
        Position position = keys.getOrDefault(pointer, values.getOrDefault(pointer, Position.START));
        return file.fault(position, path + " " + fact, hint);
    }

    /** The line a value stands on. */
    int line(JsonPointer pointer) {
        return values.getOrDefault(pointer, Position.START).line();
    }

    /** A pointer as people write it: calendar.workingHours.monday[1]. */
    String path(JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        JsonNode node = root;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            if (node.isArray()) {
                path.append('[').append(rest.getMatchingIndex()).append(']');
                node = node.path(rest.getMatchingIndex());
            } else {
                path.append(path.isEmpty() ? "" : ".").append(rest.getMatchingProperty());
                node = node.path(rest.getMatchingProperty());
            }
        }
        return path.isEmpty() ? "the file" : path.toString();
    }
}
