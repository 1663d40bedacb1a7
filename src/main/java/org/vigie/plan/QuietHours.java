package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.vigie.shared.HintedException;

/**
 * Hours of every day without messages that are not critical; they may run over midnight, as in 22:00-07:00.
 *
 * @param from first quiet minute
 * @param until first minute that is no longer quiet, other than {@code from}
 */
public record QuietHours(LocalTime from, LocalTime until) {

    public QuietHours {
        if (from.equals(until)) {
            throw new HintedException("quiet hours cannot start and end at " + from, "Give two different times.");
        }
    }

    /** Reads the form HH:MM-HH:MM. */
    @JsonCreator
    public static QuietHours parse(String text) {
        try {
            String[] times = text.split("-", 2);
            return new QuietHours(LocalTime.parse(times[0]), LocalTime.parse(times[times.length - 1]));
        } catch (DateTimeException e) {
            throw new HintedException("not quiet hours: " + text, "Write HH:MM-HH:MM, such as 22:00-07:00.", e);
        }
    }

    /** Whether it is quiet at this local time. */
    public boolean contains(LocalTime time) {
        boolean started = !time.isBefore(from);
        boolean running = time.isBefore(until);
        return from.isBefore(until) ? started && running : started || running;
    }

    /** The given moment, or the end of the quiet hours it falls into, on the clock of the given zone. */
    public ZonedDateTime endAfter(ZonedDateTime moment) {
        if (!contains(moment.toLocalTime())) {
            return moment;
        }
        ZonedDateTime end = moment.toLocalDate().atTime(until).atZone(moment.getZone());
        return end.isAfter(moment)
                ? end
                : moment.toLocalDate().plusDays(1).atTime(until).atZone(moment.getZone());
    }

    @JsonValue
    @Override
    public String toString() {
        return from + "-" + until;
    }
}
