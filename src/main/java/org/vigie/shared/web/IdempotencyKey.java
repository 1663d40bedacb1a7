package org.vigie.shared.web;

import org.jspecify.annotations.Nullable;
import org.vigie.shared.InvalidFieldException;

/** By which key a client repeats the same request. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /**
     * The key as it came; null if none came.
     *
     * @throws InvalidFieldException if it is too long or holds what is not printable
     */
    public static @Nullable String checked(@Nullable String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]{1,200}")) {
            throw new InvalidFieldException(
                    HEADER, "is not 1 to 200 printable characters", "Send a UUID, for example.");
        }
        return key;
    }
}
