package org.vigie.preventive;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How some work is. */
public enum WorkState {
    RUNNING,
    /** An operation that it asked for goes on. */
    WAITING,
    DONE,
    FAILED,
    /** The plan does not say how. */
    NOT_SET_UP;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static WorkState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether nothing more will come of it. */
    boolean isOver() {
        return this != RUNNING && this != WAITING;
    }
}
