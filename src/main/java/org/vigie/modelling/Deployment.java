package org.vigie.modelling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A set of models on its way into force, in force, or of the past.
 *
 * @param number counts up
 * @param kind {@code start} for what Vigie brought, {@code change}, or {@code rollback}
 * @param trialId what was tried before; null for a start
 * @param state {@code requested}, {@code migrating} while running cases are brought along, {@code live}, or {@code failed} if the
 *     engine did not take it
 * @param cause why it failed, null if it did not
 * @param migrated how many running cases were brought along
 * @param leftBehind how many could not be and go on in the version they began with
 */
public record Deployment(
        long number,
        String kind,
        String setHash,
        @Nullable String trialId,
        String requestedBy,
        Instant requestedAt,
        String state,
        @Nullable String cause,
        @Nullable Instant deployedAt,
        @Nullable Instant endedAt,
        int migrated,
        int leftBehind) {

    /** Whether something is still to be done. */
    public boolean isUnderWay() {
        return state.equals(REQUESTED) || state.equals(MIGRATING);
    }

    static final String START = "start";
    static final String CHANGE = "change";
    static final String ROLLBACK = "rollback";
    static final String REQUESTED = "requested";
    static final String MIGRATING = "migrating";
    static final String LIVE = "live";
    static final String FAILED = "failed";
}
