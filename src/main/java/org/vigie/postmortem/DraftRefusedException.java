package org.vigie.postmortem;

import org.vigie.shared.HintedException;

/** What a person filled in cannot be taken over; it goes back with fact and hint. */
public class DraftRefusedException extends HintedException {

    DraftRefusedException(String fact, String hint) {
        super(fact, hint);
    }

    /** Fact and hint as the form shows them. */
    public String reason() {
        return Character.toUpperCase(fact().charAt(0)) + fact().substring(1) + ". " + hint();
    }
}
