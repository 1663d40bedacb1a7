package org.vigie.release.calendar;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a release that was due. */
public enum ProposalStatus {
    /** Its process has not looked yet. */
    DUE,
    /** A person is asked. */
    PROPOSED,
    /** Somebody wanted it, and the release was asked for. */
    REQUESTED,
    /** Somebody wanted it next time. */
    PUT_OFF,
    /** Nobody said anything in time. */
    UNANSWERED,
    /** There was nothing to release. */
    NOTHING,
    /** What there was may not go out on that day. */
    HELD;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ProposalStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
