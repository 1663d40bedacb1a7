package org.vigie.notification;

/** A recipient cannot be reached; trying again is of no use. */
public class RefusedException extends RuntimeException {

    /** @param reason what the other side said, or what is wrong with the address */
    public RefusedException(String reason) {
        super(reason);
    }
}
