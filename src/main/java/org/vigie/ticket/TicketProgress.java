package org.vigie.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.audit.TaskEvidence;
import org.vigie.audit.TaskTurn;
import org.vigie.sla.DueDates;
import org.vigie.sla.SlaDecision;

/**
 * What the ticket process does to its ticket. Every method can be called again for the same step and then changes
 * nothing.
 */
@Service
public class TicketProgress {

    private final Tickets tickets;
    private final TicketSteps steps;
    private final TicketClocks clocks;
    private final TicketRequests requests;
    private final TicketProcesses processes;
    private final TicketMails mails;
    private final AuditTrail audit;
    private final TaskEvidence evidence;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TicketProgress(
            Tickets tickets,
            TicketSteps steps,
            TicketClocks clocks,
            TicketRequests requests,
            TicketProcesses processes,
            TicketMails mails,
            AuditTrail audit,
            TaskEvidence evidence,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tickets = tickets;
        this.steps = steps;
        this.clocks = clocks;
        this.requests = requests;
        this.processes = processes;
        this.mails = mails;
        this.audit = audit;
        this.evidence = evidence;
        this.events = events;
        this.clock = clock;
    }

    /** The ticket, if this process instance is the one that works on it; false if another one does. */
    @Transactional
    public boolean claim(String ticketId, long processInstanceKey) {
        Ticket ticket = tickets.require(ticketId);
        boolean claimed = tickets.claim(ticketId, processInstanceKey);
        requests.seen(ticketId, TicketRequests.RECEIVED);
        if (claimed) {
            processes.adopted(ticketId);
            events.publishEvent(new ProcessStarted(
                    ticketId, processInstanceKey, Duration.between(ticket.createdAt(), clock.instant())));
        }
        return claimed;
    }

    /** Sets what qualification found and the due dates that follow; time spent and paused so far is kept. */
    @Transactional
    public Ticket setTargets(
            String ticketId,
            TicketType type,
            Impact impact,
            Set<Label> labels,
            PriorityDecision priority,
            SlaDecision targets) {
        Ticket before = tickets.lock(ticketId);
        DueDates due = clocks.retarget(ticketId, targets, clock.instant());
        Ticket after = before.withTargets(type, impact, labels, priority, due);
        if (!after.equals(before)) {
            tickets.updateTargets(after);
            audit.add(entry(
                    ticketId,
                    "targets set",
                    Map.of(
                            "type", type.id(),
                            "impact", impact.id(),
                            "priority", priority.priority(),
                            "responseDue", String.valueOf(due.response()),
                            "resolutionDue", String.valueOf(due.resolution()))));
            events.publishEvent(new TicketChanged(ticketId));
        }
        return after;
    }

    /** A user task of the ticket becomes active; returns what its due date and priority follow from. */
    @Transactional
    public TaskUrgency stepStarted(String ticketId, TicketStep step, long elementInstanceKey) {
        Instant now = clock.instant();
        Ticket ticket = tickets.lock(ticketId);
        if (steps.started(elementInstanceKey, ticketId, step.elementId(), now)
                && ticket.status().canMoveTo(step.status())) {
            tickets.updateStatus(ticketId, step.status(), null);
            events.publishEvent(new TicketChanged(ticketId));
            clocks.stepStarted(ticketId, step, now);
            if (!step.waitsForReporter()) {
                requests.seen(ticketId, TicketRequests.ANSWERED);
                requests.seen(ticketId, TicketRequests.VALIDATED);
            }
        }
        return clocks.urgency(tickets.require(ticketId));
    }

    /**
     * A user task of the ticket was completed with these values.
     *
     * @param processInstanceKey that the task belongs to: the ticket's own or one that it called
     */
    @Transactional
    public void stepCompleted(
            String ticketId, TicketStep step, long processInstanceKey, long elementInstanceKey, StepValues values) {
        Instant now = clock.instant();
        tickets.lock(ticketId);
        if (steps.completed(elementInstanceKey, ticketId, now)) {
            tickets.keep(ticketId, values);
            evidence.add(
                    new TaskTurn(processInstanceKey, step.elementId(), elementInstanceKey),
                    entry(ticketId, step.completed(), values.details(step)));
            events.publishEvent(new TicketChanged(ticketId));
            clocks.takenUp(ticketId, now);
            if (step == TicketStep.ANALYSE) {
                events.publishEvent(new CauseAnalysed(ticketId));
            }
        }
    }

    /** The element instance of the user task that the ticket is at; empty if it is at none. */
    public Optional<Long> openStep(String ticketId) {
        return steps.open(ticketId);
    }

    /**
     * Tells the reporter something on the way.
     *
     * @param message {@code question}, {@code question-reminder}, or what is told once in the life of a ticket
     */
    @Transactional
    public void tellReporter(String ticketId, String message, Map<String, ?> values) {
        String occasion = switch (message) {
            // the wait for its answer is a step that begins afterwards
            case "question" -> occasion(ticketId, steps.count(ticketId, TicketStep.RECORD_ANSWER) + 1);
            case "question-reminder" -> occasion(ticketId, steps.count(ticketId, TicketStep.RECORD_ANSWER));
            default -> "";
        };
        mails.tellReporter(ticketId, message, occasion, values);
    }

    /** The answer of the reporter that the process has not heard of; from now on it has. */
    @Transactional
    public Optional<String> takeAnswer(String ticketId) {
        tickets.lock(ticketId);
        Optional<String> answer = requests.unseen(ticketId, TicketRequests.ANSWERED)
                .map(request -> String.valueOf(request.variables().get("answer")));
        requests.seen(ticketId, TicketRequests.ANSWERED);
        return answer;
    }

    /** Ends work on the ticket and tells its reporter. */
    @Transactional
    public Ticket close(String ticketId, TicketStatus outcome, String reason) {
        Ticket ticket = tickets.lock(ticketId);
        if (ticket.status().canMoveTo(outcome)) {
            Instant now = clock.instant();
            tickets.updateStatus(ticketId, outcome, now);
            clocks.closed(ticketId, now);
            requests.settled(ticketId);
            processes.adopted(ticketId);
            mails.tellReporter(ticketId, outcome.id(), occasion(ticketId, 0), Map.of("reason", reason));
            audit.add(entry(ticketId, "ticket " + outcome, reason.isBlank() ? Map.of() : Map.of("reason", reason)));
            events.publishEvent(new TicketClosed(ticketId, outcome));
        }
        return tickets.require(ticketId);
    }

    /** Takes a closed ticket up again in a new process instance. */
    @Transactional
    public Ticket reopen(String ticketId, long processInstanceKey) {
        Ticket ticket = tickets.lock(ticketId);
        requests.seen(ticketId, TicketRequests.REOPENED);
        if (ticket.status().isClosed()) {
            tickets.updateStatus(ticketId, TicketStatus.REOPENED, null);
            tickets.reassign(ticketId, processInstanceKey);
            clocks.reopened(ticketId, clock.instant());
            audit.add(entry(ticketId, "ticket reopened", Map.of()));
            events.publishEvent(new TicketChanged(ticketId));
        }
        return tickets.require(ticketId);
    }

    /** @param round 0 for what happens at most once in a process */
    private String occasion(String ticketId, int round) {
        int process = tickets.processNumber(ticketId);
        return round == 0 ? Integer.toString(process) : process + "/" + round;
    }

    private AuditEntry entry(String ticketId, String action, Map<String, String> details) {
        return new AuditEntry(ticketId, clock.instant(), AuditEntry.VIGIE, action, details);
    }
}
