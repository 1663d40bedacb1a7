package org.vigie.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Where a ticket came from. */
public enum TicketSource {
    API("api"),
    TASKLIST("tasklist"),
    GITHUB("github"),
    POST_MORTEM("post-mortem"),
    /** Vigie found out itself. */
    INCIDENT("incident"),
    /** An objective that was missed over a month. */
    REPORT("report"),
    /** Tools reported it. */
    DEPENDENCY("dependency"),
    /** Feeds reported it. */
    WATCH("watch");

    private final String id;

    TicketSource(String id) {
        this.id = id;
    }

    /** The value as the API, the forms, the tables and the database write it. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The constant written as {@code id}, if there is one. */
    public static Optional<TicketSource> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
