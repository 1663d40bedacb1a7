package org.vigie.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an alert stands. */
public enum AlertState {
    OPEN,
    CLOSED,
    /** Its source has not spoken of it for long, and nobody knows whether it is over. */
    STALE;

    /** The name in columns and in the API. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this name. */
    public static AlertState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
