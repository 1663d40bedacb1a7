package org.vigie.backup.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is kept somewhere.
 *
 * @param id unique
 * @param takenAt the moment whose data it holds
 * @param purpose why it was taken
 * @param proof what is known about it
 * @param pinned whether a person wants it kept
 * @param neededBy what needs it at the moment, such as a restore test that runs; null for nothing
 */
public record KeptBackup(
        String id,
        Instant takenAt,
        Purpose purpose,
        Proof proof,
        boolean pinned,
        @Nullable String neededBy) {

    /** Why a backup was taken. */
    public enum Purpose {
        /** By the plan, or because somebody asked for it. */
        REGULAR,
        /** Before a deployment, to go back to. */
        PRE_DEPLOYMENT
    }

    /** What a restore has shown. */
    public enum Proof {
        /** It was restored and its contents compared. */
        VERIFIED,
        /** Nothing yet. */
        NONE,
        /** It cannot be restored, or its contents differ. */
        REFUSED
    }

    boolean isVerified() {
        return proof == Proof.VERIFIED;
    }
}
