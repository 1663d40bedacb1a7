package org.vigie.ticket;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.sla.DueDates;

/**
 * A ticket as it stands.
 *
 * @param id prefix of the application and a number, for example {@code MT-17}
 * @param responseDue when somebody must have taken it up; null where the plan sets no target
 * @param resolutionDue when it must be corrected; null where the plan sets no target
 * @param processInstanceKey the process instance that works on it; null until that has started
 * @param owner the person it is assigned to, as the account in Tasklist
 * @param recurrenceOf the earlier ticket with the same root cause that was taken to be corrected
 * @param satisfaction 1 to 5, given at closure
 */
public record Ticket(
        String id,
        String application,
        String title,
        String description,
        TicketType type,
        Impact impact,
        Set<Label> labels,
        Reporter reporter,
        TicketSource source,
        String priority,
        int taskPriority,
        TicketStatus status,
        @Nullable Instant responseDue,
        @Nullable Instant resolutionDue,
        @Nullable Long processInstanceKey,
        @Nullable String owner,
        @Nullable String team,
        @Nullable String plannedRelease,
        @Nullable String duplicateOf,
        @Nullable String rootCause,
        @Nullable String recurrenceOf,
        @Nullable String pullRequest,
        @Nullable String releaseNote,
        @Nullable Integer satisfaction,
        Instant createdAt,
        @Nullable Instant closedAt) {

    /** This ticket with what qualification found. */
    Ticket withTargets(TicketType type, Impact impact, Set<Label> labels, PriorityDecision decision, DueDates due) {
        return new Ticket(
                id,
                application,
                title,
                description,
                type,
                impact,
                labels,
                reporter,
                source,
                decision.priority(),
                decision.taskPriority(),
                status,
                due.response(),
                due.resolution(),
                processInstanceKey,
                owner,
                team,
                plannedRelease,
                duplicateOf,
                rootCause,
                recurrenceOf,
                pullRequest,
                releaseNote,
                satisfaction,
                createdAt,
                closedAt);
    }
}
