package org.vigie.ticket;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.value.LongText;

/** What people outside the process ask of a ticket: to read it, answer its question, cancel or reopen it. */
@Service
public class TicketDesk {

    /** What people say, as they know the field. */
    private static final String TEXT = "text";

    private final Tickets tickets;
    private final Plans plans;
    private final TicketClocks clocks;
    private final AuditTrail audit;
    private final TicketRequests requests;
    private final TicketProcesses processes;
    private final TicketProgress progress;
    private final Clock clock;

    TicketDesk(
            Tickets tickets,
            Plans plans,
            TicketClocks clocks,
            AuditTrail audit,
            TicketRequests requests,
            TicketProcesses processes,
            TicketProgress progress,
            Clock clock) {
        this.tickets = tickets;
        this.plans = plans;
        this.clocks = clocks;
        this.audit = audit;
        this.requests = requests;
        this.processes = processes;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * The ticket with this id.
     *
     * @throws org.vigie.shared.NotFoundException if there is none
     */
    public Ticket get(String id) {
        return tickets.require(id);
    }

    /** Tickets, newest first, filtered by application and status where given. */
    public List<Ticket> list(@Nullable String application, @Nullable TicketStatus status, int limit, int offset) {
        return tickets.list(application, status, limit, offset);
    }

    /** Tickets that are not closed, the most important first and the oldest of those. */
    public List<Ticket> open(int limit) {
        return tickets.open(limit);
    }

    /** The audit trail of a ticket, oldest entry first. */
    public List<AuditEntry> history(String id) {
        tickets.require(id);
        return audit.of(id);
    }

    /**
     * Somebody takes the ticket up, which meets its response target. Nothing happens if that was met before.
     *
     * @throws ConflictException if the ticket is closed
     */
    @Transactional
    public Ticket takeUp(String id, String actor) {
        Ticket ticket = tickets.lock(id);
        if (ticket.status().isClosed()) {
            throw new ConflictException("ticket " + id + " is " + ticket.status(), "Reopen it first.");
        }
        if (clocks.takenUp(id, clock.instant())) {
            audit.add(entry(id, actor, "ticket taken up", Map.of()));
        }
        return tickets.require(id);
    }

    /**
     * Hands the reporter's answer to the process that waits for it.
     *
     * @param answerId the same for every repetition of the same answer
     * @throws ConflictException if the ticket does not wait for its reporter
     * @throws org.vigie.shared.InvalidFieldException if nothing of the answer can be seen
     */
    @Transactional
    public void answer(String id, String answerId, String text, String actor) {
        String answer = LongText.required(TEXT, text).text();
        Ticket ticket = tickets.lock(id);
        if (requests.repeatsAnswer(id, answerId, answer)) {
            return;
        }
        if (ticket.status() != TicketStatus.WAITING_FOR_REPORTER) {
            throw new ConflictException(
                    "ticket " + id + " does not wait for its reporter, it is in " + ticket.status(),
                    "Create a new ticket, or reopen this one if it is closed.");
        }
        audit.add(entry(id, actor, "reporter answered", Map.of("answer", answer)), "answer/" + answerId);
        clocks.answered(id, clock.instant());
        // one answer for each question: a second message would be the answer to the next
        if (requests.unseen(id, TicketRequests.ANSWERED).isEmpty()) {
            requests.answer(id, answerId, answer);
        }
    }

    /**
     * Asks the process to cancel the ticket; one whose process is gone is closed at once.
     *
     * @param requestId the same for every repetition of the same request
     * @throws ConflictException if the ticket is closed
     * @throws org.vigie.shared.InvalidFieldException if nothing of the reason can be seen
     */
    @Transactional
    public void cancel(String id, String requestId, String text, String actor) {
        String reason = LongText.required(TEXT, text).text();
        Ticket ticket = tickets.lock(id);
        if (requests.repeatsCancellation(id, requestId, reason)) {
            return;
        }
        if (ticket.status().isClosed()) {
            throw new ConflictException(
                    "ticket " + id + " is " + ticket.status() + " already", "Nothing is left to do.");
        }
        audit.add(entry(id, actor, "cancellation requested", Map.of("reason", reason)), "cancel/" + requestId);
        if (processes.isLost(id)) {
            progress.close(id, TicketStatus.CANCELLED, reason);
        } else if (requests.unseen(id, TicketRequests.CANCELLED).isEmpty()) { // else it would cancel the next turn too
            requests.cancel(id, requestId, reason);
        }
    }

    /**
     * Takes a closed ticket up again, within the period of the plan file.
     *
     * @param requestId the same for every repetition of the same request
     * @throws ConflictException if the ticket is open, or closed for longer than the plan allows
     * @throws org.vigie.shared.InvalidFieldException if nothing of the reason can be seen
     */
    @Transactional
    public void reopen(String id, String requestId, String text, String actor) {
        String reason = LongText.required(TEXT, text).text();
        Ticket ticket = tickets.lock(id);
        if (requests.repeatsReopening(id, requestId, reason)) {
            return;
        }
        Instant closedAt = ticket.closedAt();
        if (closedAt == null || !ticket.status().isClosed()) {
            throw new ConflictException("ticket " + id + " is open", "Nothing has to be reopened.");
        }
        Instant last = reopenableUntil(ticket, closedAt);
        if (clock.instant().isAfter(last)) {
            throw new ConflictException(
                    "ticket " + id + " could be reopened until " + last, "Create a new ticket that names this one.");
        }
        audit.add(entry(id, actor, "reopening requested", Map.of("reason", reason)), "reopen/" + requestId);
        if (requests.unseen(id, TicketRequests.REOPENED).isEmpty()) {
            requests.reopen(id, requestId, reason);
        }
    }

    /**
     * Whether the process of the ticket has still to cancel it.
     *
     * @param requests how the ids of those requests begin that count
     */
    public boolean isBeingCancelled(String id, String requests) {
        return this.requests.isBeingCancelled(id, requests);
    }

    /** As {@link #isBeingCancelled}, to take it up again. */
    public boolean isBeingReopened(String id, String requests) {
        return this.requests.isBeingReopened(id, requests);
    }

    /** Whether, and until when, a ticket can be taken up again; empty while it is open. */
    @Transactional(readOnly = true)
    public Optional<Reopening> reopening(String id) {
        Ticket ticket = tickets.require(id);
        Instant closedAt = ticket.closedAt();
        if (closedAt == null || !ticket.status().isClosed()) {
            return Optional.empty();
        }
        Instant last = reopenableUntil(ticket, closedAt);
        return Optional.of(new Reopening(
                Integer.toString(tickets.processNumber(id)),
                last,
                requests.unseen(id, TicketRequests.REOPENED).isPresent(),
                clock.instant().isAfter(last)));
    }

    private Instant reopenableUntil(Ticket ticket, Instant closedAt) {
        MaintenancePlan plan = plans.require(ticket.application());
        return plan.tickets().reopenWithin().after(closedAt, plan.timeZone());
    }

    private AuditEntry entry(String id, String actor, String action, Map<String, String> details) {
        return new AuditEntry(id, clock.instant(), actor, action, details);
    }
}
