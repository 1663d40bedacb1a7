package org.vigie.github.pull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What the check suites and workflow runs of a commit say together. */
public enum TestResult {
    /** None has reported. */
    UNKNOWN("unknown"),
    RUNNING("running"),
    PASSED("passed"),
    FAILED("failed");

    private final String id;

    TestResult(String id) {
        this.id = id;
    }

    /** The value as it is written. */
    @JsonValue
    public String id() {
        return id;
    }

    static TestResult of(String id) {
        return Arrays.stream(values())
                .filter(result -> result.id.equals(id))
                .findFirst()
                .orElseThrow();
    }
}
