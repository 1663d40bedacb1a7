package org.vigie.audit;

import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * Who did something, as the server tells it and no form can claim it.
 *
 * @param name null for nobody: the task was completed without being assigned
 */
public record Account(@Nullable String name) {

    /** A task that was assigned to nobody was completed by nobody that is known. */
    public static final Account NOBODY = new Account(null);

    /** As the audit trail names it. */
    String actor() {
        return name == null ? AuditEntry.NOBODY : name;
    }

    public boolean isNobody() {
        return name == null;
    }

    /**
     * The name, for what somebody must answer for.
     *
     * @throws HintedException if it was nobody
     */
    public String required() {
        if (name == null) {
            throw new HintedException(
                    "the task was completed without being assigned to anybody",
                    "Assign it to yourself in Tasklist, then complete it.");
        }
        return name;
    }
}
