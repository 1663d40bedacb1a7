package org.vigie.statuspage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a public text is about. */
public enum UpdateKind {
    OPENED,
    UPDATE,
    RESOLVED,
    POST_MORTEM;

    /** The form used in the database, in JSON and in names of words. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static UpdateKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
