package org.vigie.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a step of an operation is. */
public enum StepStatus {
    RUNNING,
    SUCCEEDED,
    FAILED;

    /** The form used in the API and the database. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StepStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
