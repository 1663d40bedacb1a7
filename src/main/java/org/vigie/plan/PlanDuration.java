package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.vigie.shared.HintedException;

/**
 * A positive ISO 8601 duration of a plan file. Days are calendar days: they keep the local time of day over a change
 * to or from summer time; hours, minutes and seconds are elapsed time.
 *
 * @param days calendar days (a week is seven)
 * @param time elapsed time on top of the days
 */
public record PlanDuration(int days, Duration time) {

    public PlanDuration {
        if (days < 0 || time.isNegative() || (days == 0 && time.isZero())) {
            throw new HintedException("a duration must be longer than nothing", "Write one such as PT30M or P3D.");
        }
    }

    /** Reads weeks or days, then hours, minutes and seconds: P1W, P3D, PT30M, P1DT12H. */
    @JsonCreator
    public static PlanDuration parse(String text) {
        try {
            int time = text.indexOf('T');
            Period date = time == 1 ? Period.ZERO : Period.parse(time < 0 ? text : text.substring(0, time));
            if (date.toTotalMonths() != 0) {
                throw new DateTimeParseException("months and years have no fixed length", text, 0);
            }
            return new PlanDuration(
                    date.getDays(), time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time)));
        } catch (DateTimeParseException e) {
            throw new HintedException(
                    "not a duration: " + text, "Write weeks, days, hours or minutes, such as P1W, P3D or PT30M.", e);
        }
    }

    /** The moment at which this duration after the start ends, days counted on the calendar of the zone. */
    public Instant after(Instant start, ZoneId zone) {
        return start.atZone(zone).plusDays(days).plus(time).toInstant();
    }

    /**
     * The moment that people may be told of what a process waits for. The engine's days have 24 hours, so when the clocks go back it
     * waits an hour less than the calendar says: what is told is never later than that.
     */
    public Instant promised(Instant start, ZoneId zone) {
        Instant byCalendar = after(start, zone);
        Instant byEngine = start.plus(toDuration());
        return byCalendar.isBefore(byEngine) ? byCalendar : byEngine;
    }

    /** Elapsed time with days of 24 hours. */
    public Duration toDuration() {
        return time.plusDays(days);
    }

    /** ISO 8601, as timers of processes read it. */
    @JsonValue
    @Override
    public String toString() {
        if (days == 0) {
            return time.toString();
        }
        return "P" + days + "D" + (time.isZero() ? "" : time.toString().substring("P".length()));
    }
}
