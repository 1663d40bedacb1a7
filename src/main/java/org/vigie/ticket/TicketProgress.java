package org.vigie.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.audit.TaskEvidence;
import org.vigie.audit.TaskTurn;
import org.vigie.plan.ContactRole;
import org.vigie.plan.Plans;
import org.vigie.shared.value.Texts;
import org.vigie.shared.value.TicketReference;
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
    private final Plans plans;
    private final AuditTrail audit;
    private final TaskEvidence evidence;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<QuestionLinks> links;
    private final Clock clock;

    TicketProgress(
            Tickets tickets,
            TicketSteps steps,
            TicketClocks clocks,
            TicketRequests requests,
            TicketProcesses processes,
            TicketMails mails,
            Plans plans,
            AuditTrail audit,
            TaskEvidence evidence,
            ApplicationEventPublisher events,
            ObjectProvider<QuestionLinks> links,
            Clock clock) {
        this.tickets = tickets;
        this.steps = steps;
        this.clocks = clocks;
        this.requests = requests;
        this.processes = processes;
        this.mails = mails;
        this.plans = plans;
        this.audit = audit;
        this.evidence = evidence;
        this.events = events;
        this.links = links;
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

    /**
     * As {@link #setTargets}, of what the process read when it came to it: nothing if somebody has said something else since, by a
     * label of the issue for instance.
     */
    @Transactional
    public Ticket setTargetsOfProcess(
            String ticketId,
            TicketType type,
            Impact impact,
            Set<Label> labels,
            PriorityDecision priority,
            SlaDecision targets) {
        Ticket ticket = tickets.lock(ticketId);
        return tickets.isReclassified(ticketId)
                ? ticket
                : setTargets(ticketId, type, impact, labels, priority, targets);
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

    /**
     * Whoever accepted the ticket takes it at once: this account is its owner.
     *
     * @param elementInstanceKey of the step that does it
     * @return the team, after the roles of the person in the plan file
     */
    @Transactional
    public String take(String ticketId, String account, long elementInstanceKey) {
        Ticket ticket = tickets.lock(ticketId);
        String team = teamOf(ticket, account);
        Map<String, String> who = Map.of("owner", account, "team", team);
        tickets.keep(ticketId, new StepValues(who));
        audit.add(
                new AuditEntry(ticketId, clock.instant(), account, TicketStep.ASSIGN.completed(), who),
                "taken/" + ticketId + "/" + elementInstanceKey);
        events.publishEvent(new TicketChanged(ticketId));
        return team;
    }

    private String teamOf(Ticket ticket, String account) {
        Set<ContactRole> roles = plans.find(ticket.application()).stream()
                .flatMap(plan -> plan.contacts().stream())
                .filter(contact -> contact.hasAccount(account))
                .flatMap(contact -> contact.roles().stream())
                .collect(Collectors.toSet());
        boolean develops = roles.isEmpty() || roles.contains(ContactRole.TECHNICAL_LEAD);
        return develops ? "developers" : roles.contains(ContactRole.DEVOPS) ? "devops" : "support";
    }

    /** The ticket that a user task was recorded for when it began; empty if it was not. */
    public Optional<String> ticketOfStep(long elementInstanceKey) {
        return steps.ticketOf(elementInstanceKey);
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
        Map<String, Object> all = new LinkedHashMap<>(values);
        if (!occasion.isEmpty()) {
            links.ifAvailable(
                    known -> all.put("link", known.link(ticketId, occasion).toString()));
        }
        mails.tellReporter(ticketId, message, occasion, all);
    }

    /** The question that the ticket waits for an answer to; empty if it does not wait. */
    @Transactional
    public Optional<OpenQuestion> openQuestion(String ticketId) {
        if (tickets.require(ticketId).status() != TicketStatus.WAITING_FOR_REPORTER) {
            return Optional.empty();
        }
        String text = audit.of(ticketId).reversed().stream()
                .map(entry -> entry.details().get("question"))
                .filter(question -> question != null && !question.isBlank())
                .findFirst()
                .orElse("");
        return Optional.of(new OpenQuestion(occasion(ticketId, steps.count(ticketId, TicketStep.RECORD_ANSWER)), text));
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

    /**
     * What speaks against closing the ticket as the duplicate of the one that qualification named, in a sentence; empty if nothing does.
     * Then both are locked until the end of the transaction, and the ticket names the other one by its id.
     */
    @Transactional
    public Optional<String> duplicateProblem(String ticketId) {
        Ticket ticket = tickets.lock(ticketId);
        if (ticket.status().isClosed()) {
            return Optional.empty();
        }
        String named = ticket.duplicateOf() == null ? "" : ticket.duplicateOf();
        Optional<Ticket> other = TicketReference.find(named)
                .map(TicketReference::id)
                .filter(id -> !id.equals(ticketId))
                .flatMap(tickets::find)
                .map(found -> tickets.lock(found.id()));
        String problem = other.isEmpty()
                ? (ticketId.equalsIgnoreCase(named.strip())
                        ? "A ticket is no duplicate of itself"
                        : "There is no other ticket \"" + Texts.cut(Texts.oneLine(named), 60) + "\"")
                : !other.get().application().equals(ticket.application())
                        ? other.get().id() + " belongs to another application"
                        : other.get().status().isClosed()
                                ? other.get().id() + " is " + other.get().status()
                                        + ": name an open ticket, or reopen it"
                                : null;
        if (problem == null) {
            tickets.duplicateOf(ticketId, other.get().id());
            return Optional.empty();
        }
        tickets.duplicateOf(ticketId, null);
        audit.add(entry(ticketId, "reference to a duplicate refused", Map.of("reason", problem)));
        return Optional.of(problem);
    }

    /** Takes a closed ticket up again in a new process instance. */
    @Transactional
    public Ticket reopen(String ticketId, long processInstanceKey) {
        Ticket ticket = tickets.lock(ticketId);
        requests.seen(ticketId, TicketRequests.REOPENED);
        if (ticket.status().isClosed()) {
            tickets.updateStatus(ticketId, TicketStatus.REOPENED, null);
            tickets.reassign(ticketId, processInstanceKey);
            tickets.duplicateOf(ticketId, null);
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
