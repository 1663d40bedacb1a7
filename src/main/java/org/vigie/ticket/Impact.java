package org.vigie.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What the reporter suffers; the priority follows from it. */
public enum Impact {
    SERVICE_DOWN("service-down"),
    DATA_LOSS("data-loss"),
    SECURITY_FLAW("security-flaw"),
    KEY_FUNCTION_DEGRADED("key-function-degraded"),
    LIMITED("limited"),
    COSMETIC("cosmetic"),
    IMPROVEMENT("improvement");

    private final String id;

    Impact(String id) {
        this.id = id;
    }

    /** The value as the API, the forms, the tables and the database write it. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The constant written as {@code id}, if there is one. */
    public static Optional<Impact> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
