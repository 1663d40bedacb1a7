package org.vigie.shared;

import java.time.Duration;

/**
 * Pauses between attempts that double with each failure.
 *
 * @param longest that no pause exceeds
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 10;

    /** @param failures how many there were before the last one; less than none counts as none */
    public Duration after(long failures) {
        Duration pause = first.multipliedBy(1L << Math.clamp(failures, 0, MOST_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
