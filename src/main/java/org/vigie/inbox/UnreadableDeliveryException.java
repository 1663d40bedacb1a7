package org.vigie.inbox;

import org.vigie.shared.HintedException;

/** A payload lacks what its source says it has. */
public class UnreadableDeliveryException extends HintedException {

    public UnreadableDeliveryException(String fact, String hint) {
        super(fact, hint);
    }
}
