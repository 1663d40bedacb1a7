package org.vigie.github.issue;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vigie.github.sync.SyncQueue;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketChanged;
import org.vigie.ticket.TicketClosed;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;

/**
 * Puts what happens to a ticket in the queue, in the very transaction in which it happens: neither can be there without
 * the other.
 */
@Component
class SyncRequests {

    private final LinkedIssues issues;
    private final TicketDesk desk;
    private final SyncQueue queue;

    SyncRequests(LinkedIssues issues, TicketDesk desk, SyncQueue queue) {
        this.issues = issues;
        this.desk = desk;
        this.queue = queue;
    }

    @EventListener
    void on(TicketChanged event) {
        issues.findByTicket(event.ticketId()).ifPresent(issue -> {
            Ticket ticket = desk.get(event.ticketId());
            if (ticket.status() == TicketStatus.REOPENED) {
                issues.want(ticket.id(), "open");
            }
            queue.requestIssue(ticket.id(), ticket.application());
        });
    }

    @EventListener
    void on(TicketClosed event) {
        issues.findByTicket(event.ticketId()).ifPresent(issue -> {
            issues.want(issue.ticketId(), event.outcome() == TicketStatus.RESOLVED ? "completed" : "not_planned");
            queue.requestIssue(issue.ticketId(), issue.application());
        });
    }
}
