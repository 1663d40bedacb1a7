package org.vigie.release.freeze;

import java.time.Instant;

/**
 * A stretch of time in which nothing is released.
 *
 * @param id of the freeze in the plan
 * @param reason why, for people
 * @param from its first moment
 * @param until the first moment after it
 */
public record Freeze(String id, String reason, Instant from, Instant until) {

    /** Whether it is on at this moment. */
    public boolean holds(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
