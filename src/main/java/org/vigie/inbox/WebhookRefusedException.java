package org.vigie.inbox;

import org.vigie.shared.HintedException;

/** A request to a webhook is not taken; nothing of it was stored. */
public class WebhookRefusedException extends HintedException {

    private final int status;

    /** @param status the HTTP status that tells the source why */
    public WebhookRefusedException(int status, String fact, String hint) {
        super(fact, hint);
        this.status = status;
    }

    /** The HTTP status that tells why. */
    public int status() {
        return status;
    }
}
