package org.vigie.shared;

import java.time.Duration;

/** What is wanted is under way or held elsewhere: it is to be wanted again later, which counts as no failure. */
public class BusyElsewhereException extends HintedException {

    private final Duration comeBackAfter;

    /** @param comeBackAfter when it is worth trying again, counted from now; not negative */
    public BusyElsewhereException(String fact, String hint, Duration comeBackAfter) {
        super(fact, hint);
        this.comeBackAfter = comeBackAfter.isNegative() ? Duration.ZERO : comeBackAfter;
    }

    public Duration comeBackAfter() {
        return comeBackAfter;
    }
}
