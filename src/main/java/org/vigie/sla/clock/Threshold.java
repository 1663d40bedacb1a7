package org.vigie.sla.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.Meter;

/**
 * A part of a target, and when it was used up.
 *
 * @param goal counted time; null for a planned release
 * @param reached the instant, once a span that has ended used it up
 */
record Threshold(@Nullable Duration goal, @Nullable Instant reached) {

    static Threshold of(SlaTarget target, int percent) {
        return new Threshold(
                target.allowance()
                        .map(allowance -> BusinessTime.part(allowance, percent))
                        .orElse(null),
                null);
    }

    /** After a running span that had {@code before} counted at its start and has {@code after} at its end. */
    Threshold passed(Span span, ClockKind clock, Duration before, Duration after) {
        if (goal == null || reached != null || after.compareTo(goal) < 0) {
            return this;
        }
        return new Threshold(goal, span.meter(clock).reach(span.from(), goal.minus(before)));
    }

    /** When it was used up, or will be if a clock with {@code counted} runs on from an instant. */
    @Nullable
    Instant ahead(Meter meter, Instant from, Duration counted) {
        return reached != null || goal == null ? reached : meter.reach(from, goal.minus(counted));
    }
}
