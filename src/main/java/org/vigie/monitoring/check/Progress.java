package org.vigie.monitoring.check;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.monitoring.MonitorState;

/**
 * The confirmed state of a monitor and what the latest checks tell that is not yet confirmed.
 *
 * @param since when the first check told the state
 * @param next what the latest checks tell; null: the same
 * @param count how many in a row
 */
record Progress(
        MonitorState state,
        @Nullable String cause,
        @Nullable String subject,
        Instant since,
        @Nullable MonitorState next,
        @Nullable String nextCause,
        @Nullable Instant nextSince,
        int count) {

    /** A problem is over when this many checks in a row tell it; more would only keep people waiting. */
    private static final int ALL_CLEAR = 2;

    private static final int UNREADABLE = 2;

    static Progress confirmed(MonitorState state, @Nullable String cause, @Nullable String subject, Instant since) {
        return new Progress(state, cause, subject, since, null, null, null, 0);
    }

    /** What is known after one more check; state, cause and subject stay as they are until another is confirmed. */
    Progress after(Observation seen, int confirmations, Instant at) {
        boolean same =
                seen.state() == state && Objects.equals(seen.cause(), cause) && Objects.equals(seen.subject(), subject);
        if (same) {
            return confirmed(state, cause, subject, since);
        }
        // a failure that shows itself in turns as a time-out and as 503 is one failure; only its cause changes
        boolean goesOn = next == seen.state() && (seen.state() != state || Objects.equals(nextCause, seen.cause()));
        Instant began = goesOn && nextSince != null ? nextSince : at;
        int seenTimes = goesOn ? count + 1 : 1;
        if (seenTimes >= needed(seen.state(), confirmations)) {
            return confirmed(seen.state(), seen.cause(), seen.subject(), seen.state() == state ? since : began);
        }
        return new Progress(state, cause, subject, since, seen.state(), seen.cause(), began, seenTimes);
    }

    /** Whether one more check like this would make it another state. */
    boolean wouldConfirm(Observation seen, int confirmations, Instant at) {
        return seen.state() != state && after(seen, confirmations, at).state() == seen.state();
    }

    /** Whether the next check comes soon. */
    boolean isHurried() {
        return next != null || state == MonitorState.DOWN;
    }

    private int needed(MonitorState seen, int confirmations) {
        boolean unwatched = state == MonitorState.UNKNOWN && cause == null;
        return switch (seen) {
            case UP -> unwatched ? 1 : Math.min(confirmations, ALL_CLEAR);
            case UNKNOWN -> Math.min(confirmations, UNREADABLE);
            default -> confirmations;
        };
    }
}
