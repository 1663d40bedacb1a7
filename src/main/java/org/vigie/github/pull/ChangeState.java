package org.vigie.github.pull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Where a pull request stands. */
public enum ChangeState {
    OPEN("open"),
    /** Given up without a merge. */
    CLOSED("closed"),
    MERGED("merged");

    private final String id;

    ChangeState(String id) {
        this.id = id;
    }

    /** The value as it is written. */
    @JsonValue
    public String id() {
        return id;
    }

    static ChangeState of(String id) {
        return Arrays.stream(values())
                .filter(state -> state.id.equals(id))
                .findFirst()
                .orElseThrow();
    }
}
