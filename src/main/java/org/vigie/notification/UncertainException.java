package org.vigie.notification;

import org.vigie.shared.HintedException;

/** A message went out and no answer came: it may have arrived. */
public class UncertainException extends HintedException {

    public UncertainException(String fact, Throwable cause) {
        super(fact, "It may have arrived; the next attempt is marked as repeated.", cause);
    }
}
