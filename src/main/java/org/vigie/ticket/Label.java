package org.vigie.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a ticket is about (C-TKT-1, C-BKL-2). */
public enum Label {
    BUG("bug"),
    FEATURE("feature"),
    SECURITY("security"),
    DOCUMENTATION("documentation"),
    PERFORMANCE("performance"),
    TECH_DEBT("tech-debt");

    private final String id;

    Label(String id) {
        this.id = id;
    }

    /** The value as the API, the forms, the tables and the database write it. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The constant written as {@code id}, if there is one. */
    public static Optional<Label> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
