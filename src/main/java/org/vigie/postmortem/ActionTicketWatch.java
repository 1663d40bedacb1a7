package org.vigie.postmortem;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.engine.event.AfterCommit;
import org.vigie.ticket.TicketClosed;

/** Notices when the last open ticket of a post-mortem is closed. */
@Component
class ActionTicketWatch {

    private final PostMortemActions actions;
    private final ActionTickets tickets;
    private final PostMortemRequests requests;

    ActionTicketWatch(PostMortemActions actions, ActionTickets tickets, PostMortemRequests requests) {
        this.actions = actions;
        this.tickets = tickets;
        this.requests = requests;
    }

    @AfterCommit(
            id = "post-mortem.watch-action-tickets",
            former = "org.vigie.postmortem.ActionTicketWatch.on(org.vigie.ticket.TicketClosed)")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(TicketClosed event) {
        actions.postMortemOf(event.ticketId())
                .filter(postMortemId -> tickets.open(postMortemId) == 0)
                .ifPresent(postMortemId -> requests.ticketsClosed(postMortemId, event.ticketId()));
    }
}
