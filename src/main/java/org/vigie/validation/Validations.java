package org.vigie.validation;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;
import org.vigie.ticket.StepOutcomes;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketStep;

/** Asks reporters whether a correction holds and takes their answers (C-WF-7). */
@Service
public class Validations {

    private final TicketDesk tickets;
    private final StepOutcomes steps;
    private final ValidationRounds rounds;
    private final Plans plans;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Validations(
            TicketDesk tickets,
            StepOutcomes steps,
            ValidationRounds rounds,
            Plans plans,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tickets = tickets;
        this.steps = steps;
        this.rounds = rounds;
        this.plans = plans;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asks anew before the ticket begins to wait for the answer; earlier questions about it can no longer be answered. Asking
     * again before it waits changes nothing.
     */
    @Transactional
    public Validation ask(String ticketId) {
        Ticket ticket = steps.lock(ticketId);
        int round = steps.count(ticketId, TicketStep.VALIDATE) + 1;
        MaintenancePlan plan = plans.require(ticket.application());
        Instant now = clock.instant();
        Instant deadline = plan.tickets().validationDeadline().promised(now, plan.timeZone());
        rounds.ask(new Validation(round, ticketId, deadline, null), now);
        return latest(ticketId);
    }

    /**
     * The latest question about a ticket.
     *
     * @throws NotFoundException if its reporter was never asked
     */
    public Validation latest(String ticketId) {
        return find(ticketId)
                .orElseThrow(() -> new NotFoundException(
                        "the reporter of " + ticketId + " was not asked yet",
                        "Wait until the ticket is in validation."));
    }

    /** The latest question about a ticket; empty if its reporter was never asked. */
    Optional<Validation> find(String ticketId) {
        return rounds.latest(ticketId);
    }

    /** Whether the ticket waits for the answer to this question. */
    public boolean isOpen(Validation question) {
        return question.answer() == null
                && tickets.get(question.ticketId()).status() == TicketStatus.VALIDATION
                && latest(question.ticketId()).round() == question.round();
    }

    /**
     * Takes the answer to the latest question. The same answer once more changes nothing.
     *
     * @param actor who gives it: the reporter, or an account in the reporter's name
     * @throws ConflictException if the ticket does not wait for a validation, or another answer was given
     */
    @Transactional
    public void answer(String ticketId, Validation.Answer answer, String actor) {
        Ticket ticket = steps.lock(ticketId);
        Validation question = rounds.latest(ticketId).orElseThrow(() -> notWaiting(ticket));
        if (answer.equals(question.answer())) {
            return;
        }
        if (!isOpen(question)) {
            throw notWaiting(ticket);
        }
        Instant now = clock.instant();
        rounds.answer(question, answer, now);
        steps.ended(ticketId, TicketStep.VALIDATE);
        Map<String, Object> details = details(answer);
        steps.keep(ticketId, new StepValues(details));
        audit.add(new AuditEntry(
                ticketId,
                now,
                actor,
                answer.validated() ? TicketStep.VALIDATE.completed() : "correction does not hold",
                new StepValues(details).details(TicketStep.VALIDATE)));
        tellProcess(question, answer);
        events.publishEvent(new ValidationGiven(ticketId, question.round(), answer));
    }

    /**
     * The deadline has passed: without an answer the correction counts as validated.
     *
     * @return what counts, an answer of the last moment included
     */
    @Transactional
    public Validation.Answer timeOut(String ticketId) {
        steps.lock(ticketId);
        Validation question = latest(ticketId);
        if (question.answer() != null) {
            return question.answer();
        }
        steps.ended(ticketId, TicketStep.VALIDATE);
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        "validated by time-out",
                        Map.of("deadline", question.deadline().toString())),
                ticketId + "/validation-time-out/" + question.round());
        return new Validation.Answer(true, null, null);
    }

    private void tellProcess(Validation question, Validation.Answer answer) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("validated", answer.validated());
        variables.put("satisfaction", answer.satisfaction());
        variables.put("validationComment", answer.comment());
        String which = question.round() + "/" + question.deadline().toEpochMilli();
        steps.validated(question.ticketId(), which, variables);
    }

    private static ConflictException notWaiting(Ticket ticket) {
        return new ConflictException(
                "ticket " + ticket.id() + " does not wait for a validation, it is in " + ticket.status(),
                ticket.status().isClosed() ? "Reopen it if the correction does not hold." : "Wait until it is.");
    }

    private static Map<String, Object> details(Validation.Answer answer) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("validated", answer.validated());
        if (answer.satisfaction() != null) {
            details.put("satisfaction", answer.satisfaction());
        }
        if (answer.comment() != null) {
            details.put("validationComment", answer.comment());
        }
        return details;
    }
}
