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
import org.vigie.incident.IncidentOver;
import org.vigie.incident.Incidents;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.ticket.Label;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketClosed;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;

/**
 * Asks for a post-mortem when an incident whose ticket needs one is over, and when a ticket that needs one is resolved. Nothing here needs the engine; the event may come
 * more than once and a ticket may be resolved more than once, but it has one post-mortem.
 */
@Component
class PostMortemIntake {

    private final PostMortems postMortems;
    private final TicketDesk tickets;
    private final Incidents incidents;
    private final Plans plans;
    private final Decisions decisions;
    private final AuditTrail audit;
    private final PostMortemRequests requests;
    private final Clock clock;

    PostMortemIntake(
            PostMortems postMortems,
            TicketDesk tickets,
            Incidents incidents,
            Plans plans,
            Decisions decisions,
            AuditTrail audit,
            PostMortemRequests requests,
            Clock clock) {
        this.postMortems = postMortems;
        this.tickets = tickets;
        this.incidents = incidents;
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
            require(ticket, ticket.closedAt() == null ? clock.instant() : ticket.closedAt());
        }
    }

    /** The end of an incident asks for it at once; whoever closes its ticket later asks for the same one. */
    @AfterCommit(id = "post-mortem.incident-over")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(IncidentOver event) {
        Ticket ticket = tickets.get(event.ticketId());
        if (isRequired(ticket)) {
            require(ticket, event.at());
            String id = id(ticket);
            if (postMortems.ofIncident(id, event.incidentId())) {
                incidents.postMortem(event.incidentId(), id);
            }
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

    private static String id(Ticket ticket) {
        return "PM-" + ticket.id();
    }

    private void require(Ticket ticket, Instant from) {
        String id = id(ticket);
        Instant now = clock.instant();
        MaintenancePlan plan = plans.require(ticket.application());
        Instant due = plan.tickets().postMortem().dueWithin().after(from, plan.timeZone());
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
