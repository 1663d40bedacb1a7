package org.vigie.github;

import org.vigie.shared.HintedException;

/** A request to the webhook is not taken; nothing of it was stored. */
public class WebhookRefusedException extends HintedException {

    private final int status;

    WebhookRefusedException(int status, String fact, String hint) {
        super(fact, hint);
        this.status = status;
    }

    /** The HTTP status that tells why. */
    public int status() {
        return status;
    }
}
