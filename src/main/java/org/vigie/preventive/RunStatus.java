package org.vigie.preventive;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of an entry that fell due. */
public enum RunStatus {
    /** Vigie does its part, or has not begun. */
    DUE,
    /** A person is asked. */
    ASKED,
    /** A person put it off. */
    POSTPONED,
    DONE,
    /** The plan does not say how Vigie would do it. */
    NOT_SET_UP,
    /** A person left it out this time. */
    SKIPPED,
    /** Nobody judged it in time. */
    NOT_DONE,
    /** It fell due while Vigie was down, and a later run of the same entry stands for it. */
    MADE_UP_FOR;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static RunStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
