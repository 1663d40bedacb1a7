package org.vigie.calendar;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger that explains a due date.
 *
 * @param from its first instant: where the line before it ends
 * @param to its end, after {@code from}
 * @param kind what the clock did
 * @param counted how much of the target it used up: zero unless running; for clocks that count days, the time by the
 *     clock on the wall, so that the day of the change to summer time counts 24 hours
 * @param note the holiday's name; null where there is nothing to add
 */
public record Segment(
        Instant from,
        Instant to,
        Kind kind,
        Duration counted,
        @Nullable String note) {

    /** What the clock did. */
    public enum Kind {
        /** Time counts. */
        RUNNING,
        /** The clock is paused, inside and outside hours. */
        WAITING,
        /** No slot of the calendar. */
        OUTSIDE_HOURS,
        /** A holiday or closing day on a weekday that has slots. */
        HOLIDAY,
        /** The ticket was closed and has been reopened afterwards. */
        CLOSED
    }
}
