package org.vigie.backlog;

import org.vigie.shared.HintedException;

/** A line of the review cannot be taken over; the whole review goes back with fact and hint. */
public class ReviewRefusedException extends HintedException {

    ReviewRefusedException(String fact, String hint) {
        super(fact, hint);
    }

    /** Fact and hint as the form shows them. */
    public String reason() {
        return fact() + ". " + hint();
    }
}
