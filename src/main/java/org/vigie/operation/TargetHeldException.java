package org.vigie.operation;

import org.vigie.shared.ConflictException;

/** Another operation works on the same target. */
public class TargetHeldException extends ConflictException {

    private final transient LockHolder holder;

    TargetHeldException(String application, String resource, LockHolder holder) {
        super(
                resource + " of " + application + " is held by " + holder.operation() + " (" + holder.kind()
                        + ", requested by " + holder.requestedBy() + ", since " + holder.since() + ")",
                "Wait until it is over, or cancel it.");
        this.holder = holder;
    }

    public LockHolder holder() {
        return holder;
    }
}
