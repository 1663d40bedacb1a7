package org.vigie.inbox;

import org.vigie.shared.HintedException;

/** A request to a webhook is not taken; nothing of it was stored. */
public class WebhookRefusedException extends HintedException {

    private final int status;
    private final int retryAfterSeconds;

    /** @param status the HTTP status that tells the source why */
    public WebhookRefusedException(int status, String fact, String hint) {
        this(status, fact, hint, 0);
    }

    /** As {@link #WebhookRefusedException(int, String, String)}, and when the source may come again. */
    public WebhookRefusedException(int status, String fact, String hint, int retryAfterSeconds) {
        super(fact, hint);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** After how many seconds the source may come again; 0: that is not said. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The HTTP status that tells why. */
    public int status() {
        return status;
    }
}
