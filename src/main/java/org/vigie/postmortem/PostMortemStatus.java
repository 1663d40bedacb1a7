package org.vigie.postmortem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Where a post-mortem stands. */
public enum PostMortemStatus {
    REQUIRED("required"),
    WRITING("writing"),
    REVIEW("review"),
    APPROVED("approved"),
    PUBLISHED("published"),
    CLOSED("closed");

    private final String id;

    PostMortemStatus(String id) {
        this.id = id;
    }

    /** The value as the API and the database write it. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The constant written as {@code id}, if there is one. */
    public static Optional<PostMortemStatus> find(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }

    /** Whether the text can still change. */
    boolean isDraft() {
        return this == REQUIRED || this == WRITING || this == REVIEW;
    }

    @Override
    public String toString() {
        return id;
    }
}
