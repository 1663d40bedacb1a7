package org.vigie.ticket;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.value.MailAddress;
import org.vigie.sla.DueDates;
import org.vigie.sla.SlaDecision;
import org.vigie.sla.SlaPolicy;

/** Takes new tickets in. Nothing here needs the engine, so that reporting works while the engine is down. */
@Service
public class TicketIntake {

    private final Tickets tickets;
    private final Plans plans;
    private final PriorityPolicy priorities;
    private final SlaPolicy sla;
    private final TicketClocks clocks;
    private final AuditTrail audit;
    private final TicketRequests requests;
    private final Clock clock;

    TicketIntake(
            Tickets tickets,
            Plans plans,
            PriorityPolicy priorities,
            SlaPolicy sla,
            TicketClocks clocks,
            AuditTrail audit,
            TicketRequests requests,
            Clock clock) {
        this.tickets = tickets;
        this.plans = plans;
        this.priorities = priorities;
        this.sla = sla;
        this.clocks = clocks;
        this.audit = audit;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Creates a ticket with its priority and due dates; its process starts after commit.
     *
     * @return the ticket, or the one created before by the same request
     * @throws InvalidFieldException if the application is unknown or the reporter's address is not one
     */
    @Transactional
    public Ticket create(NewTicket request) {
        Ticket ticket = insert(request);
        if (ticket.processInstanceKey() == null) {
            requests.start(ticket.id(), "");
        }
        return ticket;
    }

    /** How many tickets name this address as their reporter's since then. */
    public int countOfReporter(MailAddress address, Instant since) {
        return tickets.countOfReporter(address.text(), since);
    }

    /**
     * Creates the ticket of a process instance that is running already, started from the form in Tasklist.
     *
     * @throws InvalidFieldException as {@link #create}
     */
    @Transactional
    public Ticket createFor(long processInstanceKey, NewTicket request) {
        Ticket ticket = insert(request);
        tickets.claim(ticket.id(), processInstanceKey);
        return tickets.require(ticket.id());
    }

    private Ticket insert(NewTicket given) {
        NewTicket request = given.usable();
        MaintenancePlan plan = plans.find(request.application()).orElseThrow(() -> unknownApplication(request));
        // the database keeps microseconds; the answer must not claim more
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PriorityDecision priority = priorities.priorityOf(plan.application(), request.type(), request.impact());
        SlaDecision targets = sla.targetsOf(plan.application(), priority.priority());
        Ticket ticket = ticket(request, plan, priority, sla.dueDates(plan, targets, now), now);
        if (!tickets.insert(ticket, request.requestKey(), request.hash())) {
            return repeated(request);
        }
        clocks.start(ticket, plan, targets);
        audit.add(new AuditEntry(
                ticket.id(),
                now,
                AuditEntry.reporter(request.reporter().name()),
                "ticket created",
                Map.of(
                        "source", request.source().id(),
                        "type", ticket.type().id(),
                        "impact", ticket.impact().id(),
                        "priority", ticket.priority())));
        return ticket;
    }

    /** A key belongs to the request that it came with first: another one must not be answered with somebody else's ticket. */
    private Ticket repeated(NewTicket request) {
        Ticket first = tickets.findByRequestKey(request.requestKey()).orElseThrow();
        if (request.source() == TicketSource.API
                && tickets.requestHash(first.id())
                        .filter(hash -> !hash.equals(request.hash()))
                        .isPresent()) {
            throw new HintedException(
                    "the Idempotency-Key was used for another request", "Send a key of its own with each new request.");
        }
        return first;
    }

    private Ticket ticket(
            NewTicket request, MaintenancePlan plan, PriorityDecision priority, DueDates due, Instant now) {
        return new Ticket(
                plan.ticketPrefix() + "-" + tickets.nextNumber(),
                request.application(),
                request.title(),
                request.description(),
                request.type(),
                request.impact(),
                request.labels(),
                request.reporter(),
                request.source(),
                priority.priority(),
                priority.taskPriority(),
                TicketStatus.NEW,
                due.response(),
                due.resolution(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                null);
    }

    private InvalidFieldException unknownApplication(NewTicket request) {
        return new InvalidFieldException(
                "application",
                "is not a known application",
                plans.all().stream()
                        .map(MaintenancePlan::application)
                        .sorted()
                        .collect(Collectors.joining(", ", "Known are ", ".")));
    }
}
