package org.vigie.shared.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.vigie.shared.InvalidFieldException;

/** A moment that every table and calendar can hold: between the years 1970 and 2200. */
public record Moment(Instant at) {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    /** @throws InvalidFieldException if it is no moment with an offset, or out of range */
    public static Moment of(String field, String text) {
        return find(text)
                .orElseThrow(() -> new InvalidFieldException(
                        field,
                        "is not a moment between 1970 and 2200",
                        "Write it as 2026-11-20T09:00:00Z; in an address the + of an offset is written %2B."));
    }

    public static Moment of(String field, Instant at) {
        if (!isInRange(at)) {
            throw new InvalidFieldException(field, "is not between 1970 and 2200", "Give a moment of this time.");
        }
        return new Moment(at);
    }

    /** Empty if it is none, or out of range. */
    public static Optional<Moment> find(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(Moment::isInRange)
                    .map(Moment::new);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isInRange(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(END);
    }
}
