package org.vigie.release.health;

import org.vigie.shared.HintedException;

/**
 * What the application counted of its users' requests since the version was put in.
 *
 * @param requests all of them
 * @param errors those that failed by the application's fault
 */
public record Traffic(long requests, long errors) {

    /** Nobody counts, or nobody came. */
    public static final Traffic NONE = new Traffic(0, 0);

    public Traffic {
        if (requests < 0 || errors < 0 || errors > requests) {
            throw new HintedException(
                    errors + " errors of " + requests + " requests cannot be",
                    "Check where the application's figures come from.");
        }
    }
}
