package org.vigie.overview.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.Words;

/** Moments and spans of time in the words of a reader, seen from now. */
record Moments(Words words, Instant now) {

    private static final Duration DAY = Duration.ofDays(1);

    /** On the clock of the place it happens at, with how long ago it was or how soon it will be. */
    String at(Instant moment, ZoneId zone) {
        String far = moment.isAfter(now)
                ? words.get("time.in", span(Duration.between(now, moment)))
                : words.get("time.ago", span(Duration.between(moment, now)));
        return words.moment(moment, zone) + " (" + far + ")";
    }

    /** Nothing for null. */
    String atOrNothing(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? "" : at(moment, zone);
    }

    /** The two largest units of it. */
    String span(Duration span) {
        if (span.compareTo(Duration.ofMinutes(1)) < 0) {
            return words.get("time.seconds", span.toSeconds());
        }
        if (span.compareTo(Duration.ofHours(1)) < 0) {
            return words.get("time.minutes", span.toMinutes());
        }
        return span.compareTo(DAY) < 0
                ? words.get("time.hours", span.toHours(), span.toMinutesPart())
                : words.get("time.days", span.toDays(), span.toHoursPart());
    }
}
