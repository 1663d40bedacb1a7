package org.vigie.github.pull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What the reviewers say together: each one's last word counts, and one demand for changes outweighs approvals. */
public enum ReviewState {
    NONE("none"),
    COMMENTED("commented"),
    APPROVED("approved"),
    CHANGES_REQUESTED("changes-requested");

    private final String id;

    ReviewState(String id) {
        this.id = id;
    }

    /** The value as it is written. */
    @JsonValue
    public String id() {
        return id;
    }

    static ReviewState of(String id) {
        return Arrays.stream(values())
                .filter(state -> state.id.equals(id))
                .findFirst()
                .orElseThrow();
    }
}
