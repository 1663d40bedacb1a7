package org.vigie.release.deprecation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a deprecation. */
public enum DeprecationStatus {
    ANNOUNCED,
    /** The feature is gone. */
    REMOVED,
    /** The feature stays after all. */
    WITHDRAWN;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeprecationStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
