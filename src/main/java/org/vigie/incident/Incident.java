package org.vigie.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.audit.AuditEntry;
import org.vigie.ticket.Impact;

/**
 * One fault and what becomes of it.
 *
 * @param id of its operation
 * @param alertGroup the alerts that are told together, which are one fault; null: a person reported it
 * @param components of the status page that it concerns
 * @param since when the fault began
 * @param openedBy an account, or {@code vigie}
 * @param ticketId null until it has one
 * @param crisisId null while the public is not told in words
 * @param postMortemId null while none is asked for
 * @param recoveryId the recovery of a database that belongs to it; null: none does
 * @param recoverySucceeded null while that recovery is under way
 * @param resolvedAt null while it goes on
 * @param resolvedBy an account, or {@code vigie} for the checks
 */
public record Incident(
        String id,
        String application,
        String title,
        Impact impact,
        String priority,
        @Nullable Long alertGroup,
        List<String> components,
        Instant since,
        Instant openedAt,
        String openedBy,
        @Nullable Instant diagnosedAt,
        @Nullable String ticketId,
        @Nullable String crisisId,
        @Nullable String postMortemId,
        @Nullable String recoveryId,
        @Nullable Boolean recoverySucceeded,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy) {

    public Incident {
        components = List.copyOf(components);
    }

    /** Whether its database is being recovered. */
    public boolean isRecovering() {
        return recoveryId != null && recoverySucceeded == null;
    }

    /** Whether it was opened by a recovery, and is over with it: no alert and no person told of the fault before. */
    public boolean endsWithRecovery() {
        return recoveryId != null && alertGroup == null && openedBy.equals(AuditEntry.VIGIE);
    }

    /** Whether the highest priority of its scale. */
    public boolean isCritical() {
        return priority.equals("LEVEL_1") || priority.equals("P1");
    }
}
