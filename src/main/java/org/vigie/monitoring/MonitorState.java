package org.vigie.monitoring;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is known of a target. */
public enum MonitorState {
    /** It works. */
    UP,
    /** It does not, confirmed by repetition. */
    DOWN,
    /** It works, and not as well as it should. */
    DEGRADED,
    /** Nobody can tell: what would tell it cannot be read. Never to be taken for working. */
    UNKNOWN,
    /** A person or a setting wants it not to be watched. */
    PAUSED,
    /** It was not watched in time, because no Vigie ran. */
    STALE;

    /** The name in the API. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
