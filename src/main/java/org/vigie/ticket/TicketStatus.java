package org.vigie.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Where a ticket stands. A ticket is open until it reaches one of the closed states, and can be reopened from those. */
public enum TicketStatus {
    NEW("new"),
    CORRECTION_OF_REQUEST("correction-of-request"),
    QUALIFICATION("qualification"),
    WAITING_FOR_REPORTER("waiting-for-reporter"),
    ASSIGNMENT("assignment"),
    ANALYSIS("analysis"),
    IMPLEMENTATION("implementation"),
    REVIEW("review"),
    MERGE("merge"),
    VALIDATION("validation"),
    REOPENED("reopened"),
    RESOLVED("resolved"),
    REJECTED("rejected"),
    DUPLICATE("duplicate"),
    UNANSWERED("unanswered"),
    CANCELLED("cancelled");

    private final String id;

    TicketStatus(String id) {
        this.id = id;
    }

    /** The value as the API and the database write it. */
    @JsonValue
    public String id() {
        return id;
    }

    /** Whether work on the ticket has ended. */
    public boolean isClosed() {
        return switch (this) {
            case RESOLVED, REJECTED, DUPLICATE, UNANSWERED, CANCELLED -> true;
            default -> false;
        };
    }

    /** Whether a ticket may go from here to {@code next}: out of a closed state only by reopening. */
    public boolean canMoveTo(TicketStatus next) {
        return isClosed() ? next == REOPENED : next != REOPENED && next != NEW;
    }

    /** The status written as {@code id}. */
    public static TicketStatus of(String id) {
        return Arrays.stream(values())
                .filter(status -> status.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no ticket status '" + id + "'"));
    }

    @Override
    public String toString() {
        return id;
    }
}
