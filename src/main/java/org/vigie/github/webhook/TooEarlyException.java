package org.vigie.github.webhook;

import org.vigie.shared.HintedException;

/** GitHub's deliveries come in any order: this one waits for an earlier one and is processed again later. */
public class TooEarlyException extends HintedException {

    public TooEarlyException(String fact) {
        super(fact, "Nothing to do: the delivery is processed again by itself.");
    }
}
