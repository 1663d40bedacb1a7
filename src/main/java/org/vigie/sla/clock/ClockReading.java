package org.vigie.sla.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a clock shows at an instant.
 *
 * @param state running, paused or stopped
 * @param target the target in force
 * @param spent time counted since the start; more than the allowance after the due date
 * @param remaining what is left of the allowance, at least zero; null for a planned release
 * @param waited elapsed time in pauses
 * @param warnAt when 75 % of the target are or were used up; null as for {@code due}
 * @param due when the target is or was used up; null for a planned release, and as long as a pause keeps it open. For a
 *     clock stopped while it ran: when it would have been used up
 * @param breached whether the due date came before the clock was stopped, or now has come
 */
public record ClockReading(
        TargetClock.State state,
        SlaTarget target,
        Duration spent,
        @Nullable Duration remaining,
        Duration waited,
        @Nullable Instant warnAt,
        @Nullable Instant due,
        boolean breached) {

    /** @param end until when a breach may have happened: now, or the instant of the stop */
    static ClockReading of(
            TargetClock.State state,
            SlaTarget target,
            Duration spent,
            Duration waited,
            @Nullable Instant warnAt,
            @Nullable Instant due,
            Instant end) {
        Duration remaining = target.allowance()
                .map(allowance -> allowance.compareTo(spent) > 0 ? allowance.minus(spent) : Duration.ZERO)
                .orElse(null);
        boolean breached = due != null && !end.isBefore(due);
        return new ClockReading(state, target, spent, remaining, waited, warnAt, due, breached);
    }
}
