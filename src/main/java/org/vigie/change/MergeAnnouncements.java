package org.vigie.change;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.change.ChangeEvidenceSource.Evidence;
import org.vigie.ticket.StepOutcomes;
import org.vigie.ticket.TicketChanged;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;

/**
 * Tells tickets that wait for a merge that one has happened. A ticket at another step is not told: it looks for itself when it
 * comes to the merge. Both sides hold the lock of the ticket, so that no merge falls between the look and the wait.
 */
@Service
public class MergeAnnouncements {

    private final StepOutcomes steps;
    private final TicketDesk tickets;
    private final OpenChanges changes;

    MergeAnnouncements(StepOutcomes steps, TicketDesk tickets, OpenChanges changes) {
        this.steps = steps;
        this.tickets = tickets;
        this.changes = changes;
    }

    /** A change of the ticket was merged; part of the transaction that keeps the evidence of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void merged(String ticketId, String pullRequest, String mergeCommit) {
        if (steps.lock(ticketId).status() == TicketStatus.MERGE) {
            steps.merged(ticketId, pullRequest, mergeCommit);
        }
    }

    /** What was merged after the process looked and before it waits. */
    @EventListener
    void on(TicketChanged event) {
        String ticketId = event.ticketId();
        if (tickets.get(ticketId).status() == TicketStatus.MERGE) {
            changes.of(ticketId).stream()
                    .filter(Evidence::merged)
                    .forEach(change -> steps.merged(
                            ticketId, change.pullRequest(), change.mergeCommit() == null ? "" : change.mergeCommit()));
        }
    }
}
