package org.vigie.release.health;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a probe must get. Values are compared as a whole: {@code unhealthy} is not {@code healthy}, and {@code 1.2.30} is not
 * {@code 1.2.3}.
 *
 * @param status of HTTP
 * @param fields of the JSON object in the body, by name; others may be there, too
 */
public record ExpectedAnswer(int status, Map<String, String> fields) {

    public ExpectedAnswer {
        fields = Map.copyOf(fields);
    }

    /**
     * Whether an answer is the expected one.
     *
     * @param got fields of the body as text; null for a body that is no object
     */
    public boolean matches(int gotStatus, @Nullable Map<String, String> got) {
        return gotStatus == status
                && (fields.isEmpty()
                        || (got != null
                                && fields.entrySet().stream()
                                        .allMatch(field -> field.getValue().equals(got.get(field.getKey())))));
    }
}
