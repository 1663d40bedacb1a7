package org.vigie.backup.recovery;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.vigie.operation.Operation;

/**
 * What others may know of a recovery, as far as it is known.
 *
 * @param database as the plan names it
 * @param takesReleaseBack whether it is a part of a rollback, which loses nothing or is not done
 * @param decidedBy an account, or {@code vigie}; null: nobody has yet
 * @param found what was found, in a sentence
 * @param backupAt the moment that it goes back to
 * @param lostAt when the data was lost; null: it still is there, or that is not certain
 * @param measured whether the services run again: from then on it is known how long it took and what is lost
 * @param seconds from the request until the services ran again
 * @param kept the name under which the database is kept as it was
 */
@NamedInterface("recovery")
public record RecoveryFacts(
        String database,
        boolean takesReleaseBack,
        @Nullable String decidedBy,
        @Nullable String found,
        @Nullable Instant backupAt,
        @Nullable Instant lostAt,
        boolean measured,
        @Nullable String seconds,
        @Nullable String kept) {

    /** The kind of these operations. */
    public static final String KIND = RecoveryKind.ID;

    /** Of an operation of this kind. */
    public static RecoveryFacts of(Operation recovery) {
        Map<String, Object> input = recovery.input();
        RecoveryState state = new RecoveryState(recovery);
        String backupAt = state.text(RecoveryState.BACKUP, "takenAt");
        return new RecoveryFacts(
                String.valueOf(input.get("database")),
                RecoveryKind.isRollback(recovery),
                state.text(RecoveryState.DECISION, "by"),
                state.text(RecoveryState.DAMAGE, "sentence"),
                backupAt == null ? null : Instant.parse(backupAt),
                state.moment(RecoveryState.LOST_AT).orElse(null),
                state.has(RecoveryState.MEASURED),
                state.text(RecoveryState.MEASURED, "seconds"),
                state.text(RecoveryState.SWAP, "kept"));
    }
}
