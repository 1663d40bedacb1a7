package org.vigie.sla.clock;

import java.time.Instant;
import org.vigie.shared.HintedException;

/**
 * A time in which a clock stands, such as waiting for the reporter.
 *
 * @param from first instant at which it stands
 * @param to first instant at which it runs again, not before {@code from}
 */
public record Pause(Instant from, Instant to) {

    public Pause {
        if (to.isBefore(from)) {
            throw new HintedException("a pause ends before it starts: " + from + " to " + to, "Swap the two instants.");
        }
    }
}
