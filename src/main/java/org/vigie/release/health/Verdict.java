package org.vigie.release.health;

import java.util.List;

/**
 * What is made of an observation.
 *
 * @param reasons with the figures seen and those of the plan, for people to read
 */
public record Verdict(Outcome outcome, List<String> reasons) {

    /** The outcomes of an observation. */
    public enum Outcome {
        /** The window is not over, and nothing is bad so far. */
        RUNNING,
        /** The window is over and every figure is kept to. */
        GOOD,
        /** A figure is broken. It stays so, whatever comes after. */
        BAD,
        /** The window is over and nobody can say: too few samples, or ups and downs. A person decides, once. */
        INCONCLUSIVE
    }

    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
