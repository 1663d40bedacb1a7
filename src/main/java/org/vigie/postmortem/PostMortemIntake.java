package org.vigie.postmortem;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.decision.Decisions;
import org.vigie.engine.event.AfterCommit;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.ticket.Label;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketClosed;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;

/**
 * Asks for a post-mortem when a ticket that needs one is resolved. Nothing here needs the engine; the event may come
 * more than once and a ticket may be resolved more than once, but it has one post-mortem.
 */
@Component
class PostMortemIntake {

    private final PostMortems postMortems;
    private final TicketDesk tickets;
    private final Plans plans;
    private final Decisions decisions;
    private final AuditTrail audit;
    private final PostMortemRequests requests;
    private final Clock clock;

    PostMortemIntake(
            PostMortems postMortems,
            TicketDesk tickets,
            Plans plans,
            Decisions decisions,
            AuditTrail audit,
            PostMortemRequests requests,
            Clock clock) {
        this.postMortems = postMortems;
        this.tickets = tickets;
        this.plans = plans;
        this.decisions = decisions;
        this.audit = audit;
        this.requests = requests;
        this.clock = clock;
    }

    @AfterCommit(
            id = "post-mortem.open",
            former = "org.vigie.postmortem.PostMortemIntake.on(org.vigie.ticket.TicketClosed)")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(TicketClosed event) {
        Ticket ticket = tickets.get(event.ticketId());
        if (event.outcome() == TicketStatus.RESOLVED && isRequired(ticket)) {
            require(ticket);
        }
    }

    private boolean isRequired(Ticket ticket) {
        return decisions.evaluate(
                "postMortemRequired",
                Map.of(
                        "application", ticket.application(),
                        "priority", ticket.priority(),
                        "labels", ticket.labels().stream().map(Label::id).toList()),
                Boolean.class);
    }

    private void require(Ticket ticket) {
        String id = "PM-" + ticket.id();
        Instant now = clock.instant();
        Instant closedAt = ticket.closedAt() == null ? now : ticket.closedAt();
        MaintenancePlan plan = plans.require(ticket.application());
        Instant due = plan.tickets().postMortem().dueWithin().after(closedAt, plan.timeZone());
        if (postMortems.insert(id, ticket.id(), ticket.application(), due, now)) {
            audit.add(new AuditEntry(
                    ticket.id(),
                    now,
                    AuditEntry.VIGIE,
                    "post-mortem required",
                    Map.of("postMortem", id, "due", due.toString())));
            requests.start(id, "");
        }
    }
}
