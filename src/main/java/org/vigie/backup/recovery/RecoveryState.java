package org.vigie.backup.recovery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.operation.Operation;

/** How far a recovery is, as the details of its operation tell it; what is done is found there by whoever goes on with it. */
final class RecoveryState {

    /** What was found at the latest look. */
    static final String DAMAGE = "damage";

    /** Since when nothing answers at the address of the database. */
    static final String AWAY_SINCE = "awaySince";

    /** When it was first certain that data is lost. */
    static final String LOST_AT = "lostAt";

    /** The backup that it goes back to. */
    static final String BACKUP = "backup";

    /** What Vigie recorded since that backup, which is not repeated. */
    static final String SINCE = "recordedSince";

    /** Who said yes, to what. */
    static final String DECISION = "decision";

    /** A sentence for who is asked again. */
    static final String OBJECTION = "objection";

    /** When its services began to be stopped, and when they were started again. */
    static final String STOPPED_AT = "servicesStoppedAt";

    static final String STARTED_AT = "servicesStartedAt";

    /** The copy of what was left. */
    static final String SAFETY_COPY = "safetyCopy";

    /** The restored database. */
    static final String RESTORED = "restored";

    /** What somebody may have written since the backup, so that nothing was restored. */
    static final String WOULD_LOSE = "wouldLose";

    /** The point of no return, and the name of the database as it was. */
    static final String SWAP = "swap";

    /** The version that serves on the restored data, and that which the backup was taken of. */
    static final String VERSIONS = "versions";

    /** What was measured. */
    static final String MEASURED = "measured";

    private final Map<String, Object> details;

    RecoveryState(Operation operation) {
        this.details = operation.details();
    }

    boolean has(String name) {
        return details.get(name) != null;
    }

    Optional<Instant> moment(String name) {
        return Optional.ofNullable(details.get(name)).map(text -> Instant.parse(text.toString()));
    }

    /** A text inside of one of these. */
    @Nullable
    String text(String name, String field) {
        return details.get(name) instanceof Map<?, ?> map && map.get(field) != null
                ? map.get(field).toString()
                : null;
    }

    String requireText(String name, String field) {
        String text = text(name, field);
        if (text == null) {
            throw new IllegalStateException("the recovery has no " + name + "." + field + " yet");
        }
        return text;
    }
}
