package org.vigie.escalation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.sla.TargetKind;

/**
 * The escalation of one broken promise.
 *
 * @param id ticket, target and the revision of the clock that missed it
 * @param endedAt when it was acknowledged, exhausted or ended; null while it runs
 * @param acknowledgedBy account, or the contact whose link it was; null unless acknowledged
 * @param remark what the acknowledging person added
 */
public record Escalation(
        String id,
        String ticketId,
        TargetKind target,
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String acknowledgedBy,
        @Nullable Way acknowledgedVia,
        @Nullable String remark) {

    /** Whether it would change anything if somebody acknowledged. */
    public boolean canBeAcknowledged() {
        return state == State.RUNNING || state == State.EXHAUSTED;
    }

    /** How far an escalation has come. */
    public enum State {
        /** People are told one after the other. */
        RUNNING,
        /** Somebody takes care of it. */
        ACKNOWLEDGED,
        /** Everybody was told and nobody acknowledged. */
        EXHAUSTED,
        /** The promise was met, given up or moved before somebody acknowledged. */
        ENDED;

        /** The form used in the database and in the API. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How somebody acknowledged. */
    public enum Way {
        TASKLIST,
        API,
        LINK;

        /** The form used in the database and in the API. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
