package org.vigie.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * JSON in columns of the database, which another version of Vigie may have written: fields that nobody knows are ignored,
 * missing ones are null, 0 or false. Thread-safe.
 */
@Component
public class StoredJson {

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final ObjectMapper json;

    public StoredJson(ObjectMapper json) {
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** @throws IllegalArgumentException if it cannot be written as JSON */
    public String write(@Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not fit for JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * As {@link #write(Object)}, with what tells the subtype of {@code type}.
     *
     * @throws IllegalArgumentException if it cannot be written as JSON
     */
    public <T> String write(Class<T> type, T value) {
        try {
            return json.writerFor(type).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not fit for JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws UnreadableJsonException if it is no such value */
    public <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableJsonException(type.getSimpleName(), e);
        }
    }

    /**
     * As plain values: readable whatever became of their types.
     *
     * @throws UnreadableJsonException if it is no object
     */
    public Map<String, Object> readValues(String text) {
        return read(text, VALUES);
    }

    /** @throws UnreadableJsonException if it is no object of texts */
    public Map<String, String> readTexts(String text) {
        return read(text, TEXTS);
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableJsonException("an object", e);
        }
    }
}
