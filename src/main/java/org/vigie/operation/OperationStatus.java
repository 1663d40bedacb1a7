package org.vigie.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an operation is. */
public enum OperationStatus {
    /** Accepted; its process has not begun yet. */
    REQUESTED,
    RUNNING,
    /** A person is asked; its targets are free meanwhile. */
    WAITING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** It was held back by a check or by a person. */
    REFUSED;

    /** The form used in the API, the database and the process. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OperationStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing of it will happen any more. */
    public boolean isOver() {
        return this != REQUESTED && this != RUNNING && this != WAITING;
    }
}
