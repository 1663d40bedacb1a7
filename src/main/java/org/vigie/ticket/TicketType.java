package org.vigie.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What kind of maintenance a ticket is (C-TYP-1). */
public enum TicketType {
    CORRECTIVE("corrective"),
    EVOLUTIVE("evolutive"),
    PREVENTIVE("preventive"),
    ADAPTIVE("adaptive");

    private final String id;

    TicketType(String id) {
        this.id = id;
    }

    /** The value as the API, the forms, the tables and the database write it. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The constant written as {@code id}, if there is one. */
    public static Optional<TicketType> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
