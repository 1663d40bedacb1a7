package org.vigie.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.TargetKind;
import org.vigie.ticket.TicketDesk;

/** Begins and ends escalations. Every method can be called again and then changes nothing. */
@Service
public class Escalations {

    private static final int LONGEST = 4_000;

    private final EscalationStore store;
    private final SlaMarks marks;
    private final EscalationProcesses processes;
    private final EscalationRequests requests;
    private final AuditTrail audit;
    private final TicketDesk tickets;
    private final Clock clock;

    Escalations(
            EscalationStore store,
            SlaMarks marks,
            EscalationProcesses processes,
            EscalationRequests requests,
            AuditTrail audit,
            TicketDesk tickets,
            Clock clock) {
        this.store = store;
        this.marks = marks;
        this.processes = processes;
        this.requests = requests;
        this.audit = audit;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * Escalates the breach of a target, once each time it is broken; nothing if the due date has moved meanwhile. Its process
     * starts after the commit.
     */
    @Transactional
    public void start(String ticketId, TargetKind target) {
        marks.breached(ticketId, target).ifPresent(breach -> {
            endRunning(ticketId, target);
            String id = ticketId + "/" + target.code() + "/" + breach.revision();
            store.insert(id, ticketId, target, now());
            note(
                    ticketId,
                    AuditEntry.VIGIE,
                    target.code() + " target missed",
                    Map.of("due", breach.due().toString()));
            requests.start(require(id), "");
        });
    }

    /** Whether this process instance works on the escalation from now on; false if another one does. */
    @Transactional
    public boolean claim(String id, long processInstanceKey) {
        requests.started(id);
        return processes.claim(id, processInstanceKey);
    }

    /**
     * Somebody takes care of it. Possible as long as it runs, and after everybody was told. An escalation of the response also
     * takes the ticket up.
     *
     * @param by account, contact or name
     * @return the escalation as it stands now, acknowledged by whoever came first
     */
    @Transactional
    public Escalation acknowledge(String id, String by, Escalation.Way way, @Nullable String remark) {
        String kept = remark == null || remark.isBlank() ? null : shortened(remark);
        if (store.acknowledge(id, shortened(by), way, kept, now())) {
            Map<String, String> details = new LinkedHashMap<>(Map.of("escalation", id, "via", way.code()));
            if (kept != null) {
                details.put("remark", kept);
            }
            note(require(id).ticketId(), shortened(by), "escalation acknowledged", details);
            takeUp(require(id), shortened(by));
            if (way != Escalation.Way.TASKLIST) {
                endProcess(id, EscalationRequests.ACKNOWLEDGED);
            }
        }
        return require(id);
    }

    /**
     * Acknowledges all escalations of a ticket.
     *
     * @throws NotFoundException if the ticket has none
     * @throws ConflictException if none of them can be acknowledged any more and none was
     */
    @Transactional
    public List<Escalation> acknowledgeAll(String ticketId, String by, Escalation.Way way, @Nullable String remark) {
        List<Escalation> all = of(ticketId);
        if (all.isEmpty()) {
            throw new NotFoundException(
                    "there is no escalation of ticket " + ticketId,
                    "Look at its clocks with GET /api/tickets/{id}/sla.");
        }
        List<Escalation> after = all.stream()
                .map(escalation -> acknowledge(escalation.id(), by, way, remark))
                .toList();
        if (after.stream().noneMatch(escalation -> escalation.state() == Escalation.State.ACKNOWLEDGED)) {
            throw new ConflictException(
                    "the escalation of ticket " + ticketId + " has ended", "Nothing has to be acknowledged.");
        }
        return after;
    }

    /** Who takes care of an answer that is late gives it: the clock of the response ends, the one of the correction goes on. */
    private void takeUp(Escalation escalation, String by) {
        if (escalation.target() == TargetKind.RESPONSE
                && !tickets.get(escalation.ticketId()).status().isClosed()) {
            tickets.takeUp(escalation.ticketId(), by);
        }
    }

    /** Everybody was told and nobody acknowledged. */
    @Transactional
    public void exhausted(String id) {
        if (store.end(id, Escalation.State.EXHAUSTED, now())) {
            note(require(id).ticketId(), AuditEntry.VIGIE, "escalation not acknowledged", Map.of("escalation", id));
        }
    }

    /** Ends what still runs for a target unless its due date is still in the past and the target not met. */
    @Transactional
    public void review(String ticketId, TargetKind target) {
        boolean broken = marks.isOpen(ticketId, target)
                && marks.due(ticketId, target)
                        .filter(due -> !due.isAfter(clock.instant()))
                        .isPresent();
        if (!broken) {
            endRunning(ticketId, target);
        }
    }

    private void endRunning(String ticketId, TargetKind target) {
        for (Escalation escalation : of(ticketId)) {
            if (escalation.target() == target && store.end(escalation.id(), Escalation.State.ENDED, now())) {
                note(ticketId, AuditEntry.VIGIE, "escalation ended", Map.of("escalation", escalation.id()));
                endProcess(escalation.id(), EscalationRequests.ENDED);
            }
        }
    }

    /** A process that is only starting finds out by itself. */
    private void endProcess(String id, String message) {
        requests.settled(id);
        if (processes.has(id)) {
            requests.end(id, message);
        }
    }

    /** The escalations of a ticket, oldest first. */
    public List<Escalation> of(String ticketId) {
        return store.of(ticketId);
    }

    /**
     * The escalation with this id.
     *
     * @throws NotFoundException if there is none
     */
    public Escalation require(String id) {
        return store.find(id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no escalation " + id, "List them with GET /api/tickets/{id}/escalations."));
    }

    private void note(String ticketId, String actor, String action, Map<String, String> details) {
        audit.add(new AuditEntry(ticketId, clock.instant(), actor, action, details));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String shortened(String text) {
        String clean = text.replace("\u0000", "").strip();
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}
