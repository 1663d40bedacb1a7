package org.vigie.sla.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.Meter;
import org.vigie.calendar.Segment.Kind;

/**
 * A part of a clock's life in which it did one thing on one calendar.
 *
 * @param to its end; null: it goes on
 * @param kind running, waiting or closed
 * @param calendar the calendar in force
 */
record Span(Instant from, @Nullable Instant to, Kind kind, BusinessCalendar calendar) {

    boolean isRunning() {
        return kind == Kind.RUNNING;
    }

    Meter meter(ClockKind clock) {
        return Meter.of(calendar, clock);
    }

    /** Its end, or an instant before it; not before its start. */
    Instant endWithin(Instant limit) {
        Instant end = to == null || limit.isBefore(to) ? limit : to;
        return end.isBefore(from) ? from : end;
    }

    Duration lengthWithin(Instant limit) {
        return Duration.between(from, endWithin(limit));
    }
}
