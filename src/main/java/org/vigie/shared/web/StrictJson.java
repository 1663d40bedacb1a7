package org.vigie.shared.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigie.shared.value.Moment;

/** What is wrong with JSON that can be read and still must not be taken. Read in time linear to its length. */
final class StrictJson {

    private static final JsonFactory JSON = new JsonFactory();

    /** As instants are written; a plain text looks different. */
    private static final Pattern INSTANT = Pattern.compile(
            "[+-]?\\d{4,12}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:\\d{2})");

    private StrictJson() {}

    /** What is wrong; empty if nothing is, or if it cannot be read at all. */
    static Optional<Problem> problem(byte[] body) {
        // a reader finds out other encodings by itself
        for (byte each : body) {
            if (each == 0) {
                return Optional.of(new Problem("body", "is not UTF-8", "Send JSON in UTF-8."));
            }
        }
        Deque<Set<String>> objects = new ArrayDeque<>();
        try (JsonParser parser = JSON.createParser(body)) {
            int depth = 0;
            boolean ended = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (ended) {
                    return Optional.of(new Problem("body", "holds more than one JSON value", "Send one JSON object."));
                }
                switch (token) {
                    case START_OBJECT -> objects.push(new HashSet<>());
                    case END_OBJECT -> objects.pop();
                    default -> {
                        // only objects have names
                    }
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                ended = depth == 0 && (token.isStructEnd() || token.isScalarValue());
                Optional<Problem> found = problem(parser, token, objects);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // whoever converts it says so
        }
    }

    private static Optional<Problem> problem(JsonParser parser, JsonToken token, Deque<Set<String>> objects)
            throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            return objects.element().add(name)
                    ? unusable("body", name)
                    : Optional.of(new Problem(shown(name), "is there twice", "Name each field once."));
        }
        if (token != JsonToken.VALUE_STRING) {
            return Optional.empty();
        }
        String name = parser.currentName() == null ? "body" : parser.currentName();
        String text = parser.getText();
        if (text.length() <= 48
                && INSTANT.matcher(text).matches()
                && Moment.find(text).isEmpty()) {
            return Optional.of(new Problem(
                    shown(name), "is not a moment between 1970 and 2200", "Write moments as 2026-11-20T09:00:00Z."));
        }
        return unusable(name, text);
    }

    private static Optional<Problem> unusable(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of(new Problem(shown(field), "holds the character U+0000", "Send texts without it."));
        }
        boolean half = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return half
                ? Optional.of(new Problem(
                        shown(field), "holds half of a character (a single surrogate)", "Send texts in UTF-8."))
                : Optional.empty();
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60);
    }

    /** A field, what is wrong with it, and what to do. */
    record Problem(String field, String fact, String hint) {}
}
