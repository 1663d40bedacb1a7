package org.vigie.evidence;

import java.time.Duration;
import java.time.Instant;
import org.vigie.shared.InvalidFieldException;

/**
 * The time that evidence is about.
 *
 * @param from included
 * @param until excluded
 */
public record Period(Instant from, Instant until) {

    private static final Duration LONGEST = Duration.ofDays(3 * 366L);

    /** @throws InvalidFieldException if it does not end after its start, or is longer than three years */
    public Period {
        if (!until.isAfter(from)) {
            throw new InvalidFieldException(
                    "to", "is not after from", "Give the first day and the day after the last.");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new InvalidFieldException(
                    "to", "is more than three years after from", "Ask for each year on its own.");
        }
    }
}
