package org.vigie.incident.remedy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was proposed for an incident, and what became of it.
 *
 * @param proposed what the table {@code remedy} says: restart, rollback, recovery, certificate or none
 * @param rule of the table that says so
 * @param asked whether a person is asked
 * @param action what is done; null until that is settled
 * @param decidedBy an account; null if nobody was asked
 * @param operationId the rollback or recovery that was asked for
 * @param success null while it goes on, and if nothing was done
 * @param result a sentence for people
 */
public record RemedyTurn(
        int number,
        String proposed,
        String rule,
        Instant preparedAt,
        boolean asked,
        @Nullable String action,
        @Nullable String decidedBy,
        @Nullable String remark,
        @Nullable Instant startedAt,
        @Nullable String operationId,
        @Nullable Instant endedAt,
        @Nullable Boolean success,
        @Nullable String result) {}
