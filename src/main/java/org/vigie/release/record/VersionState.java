package org.vigie.release.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a version. */
public enum VersionState {
    /** It has a tag and has not served yet. */
    CANDIDATE,
    SERVING,
    /** It served well before another one did. */
    SERVED,
    /** It failed in a way that is its own; never proposed again. */
    BAD;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static VersionState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
