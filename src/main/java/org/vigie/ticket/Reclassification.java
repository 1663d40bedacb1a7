package org.vigie.ticket;

import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.sla.SlaPolicy;

/** Lets people outside the process correct what a ticket is about; priority and due dates follow by the decision tables. */
@Service
public class Reclassification {

    private final Tickets tickets;
    private final TicketProgress progress;
    private final PriorityPolicy priorities;
    private final SlaPolicy sla;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reclassification(
            Tickets tickets,
            TicketProgress progress,
            PriorityPolicy priorities,
            SlaPolicy sla,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tickets = tickets;
        this.progress = progress;
        this.priorities = priorities;
        this.sla = sla;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Changes an open ticket and its targets; time spent and paused so far is kept. Its process learns of it after commit.
     *
     * @param requestId the same for every repetition of the same request, which has its effect once
     * @param change what the ticket is about then, from what it is about now; nobody else changes it meanwhile
     * @return whether the ticket was changed: a closed one never is
     * @throws org.vigie.shared.NotFoundException if there is no such ticket
     * @throws org.vigie.shared.HintedException if the decision tables have no rule for it
     */
    @Transactional
    public boolean reclassify(
            String id, String requestId, UnaryOperator<Classification> change, String reason, String actor) {
        Ticket ticket = tickets.lock(id);
        Classification before = Classification.of(ticket);
        Classification after = change.apply(before);
        if (ticket.status().isClosed() || after.equals(before)) {
            return false;
        }
        PriorityDecision priority = priorities.priorityOf(ticket.application(), after.type(), after.impact());
        AuditEntry entry =
                new AuditEntry(id, clock.instant(), actor, "ticket reclassified", details(after, priority, reason));
        if (!audit.add(entry, "reclassify/" + requestId)) {
            return false;
        }
        tickets.reclassified(id, clock.instant());
        progress.setTargets(
                id,
                after.type(),
                after.impact(),
                after.labels(),
                priority,
                sla.targetsOf(ticket.application(), priority.priority()));
        events.publishEvent(new TicketReclassified(id));
        return true;
    }

    private static Map<String, String> details(Classification after, PriorityDecision priority, String reason) {
        return Map.of(
                "reason", reason,
                "type", after.type().id(),
                "impact", after.impact().id(),
                "labels", after.labels().stream().map(Label::id).sorted().collect(Collectors.joining(", ")),
                "priority", priority.priority());
    }
}
