package org.vigie.github.webhook;

/** What became of a request to the webhook. */
public enum Receipt {
    /** Kept, and processed from now on. */
    ACCEPTED,
    /** Accepted before. */
    DUPLICATE,
    /** A sign of life that asks for nothing. */
    PONG
}
