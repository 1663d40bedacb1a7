package org.vigie.notification;

/** A channel takes nothing from us any more, whoever it is for, until somebody mends it and a test message arrives. */
public class BrokenChannelException extends RefusedException {

    /** @param reason what the other side said */
    public BrokenChannelException(String reason) {
        super(reason);
    }
}
