package org.vigie.ticket;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.CaseOfInstance;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.instance.WatchedCases;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.TroubleRetry;
import org.vigie.trouble.Troubles;

/**
 * What becomes of a ticket whose process is gone. If the engine was set up anew, the process is started anew by itself. If
 * somebody cancelled it in Operate, a person is asked, because that person may have meant it; a cancellation that was
 * accepted before is carried out.
 */
@Component
class TicketCases implements WatchedCases, CaseOfInstance, TroubleRetry {

    private final Tickets tickets;
    private final TicketOrphans orphans;
    private final TicketRequests requests;
    private final TicketProgress progress;
    private final TicketMails mails;
    private final Troubles troubles;
    private final AuditTrail audit;
    private final Clock clock;

    TicketCases(
            Tickets tickets,
            TicketOrphans orphans,
            TicketRequests requests,
            TicketProgress progress,
            TicketMails mails,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        this.tickets = tickets;
        this.orphans = orphans;
        this.requests = requests;
        this.progress = progress;
        this.mails = mails;
        this.troubles = troubles;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TicketOrphans.KIND;
    }

    @Override
    public List<OpenCase> open(String afterId, int limit) {
        return orphans.withProcess(afterId, limit);
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return tickets.findByProcessInstance(processInstanceKey).map(Ticket::id);
    }

    @Override
    @Transactional
    public void lost(OpenCase lost) {
        String id = lost.id();
        tickets.lock(id);
        if (!orphans.lose(lost)) {
            return;
        }
        audit(id, "process lost", Map.of("processInstance", Long.toString(lost.processInstanceKey())));
        Optional<ProcessRequest> cancellation = requests.unseen(id, TicketRequests.CANCELLED);
        if (cancellation.isPresent()) {
            progress.close(
                    id,
                    TicketStatus.CANCELLED,
                    String.valueOf(cancellation.get().variables().get("reason")));
            return;
        }
        troubles.report(
                TicketOrphans.trouble(id),
                TicketOrphans.KIND,
                id,
                "the process of ticket " + id + " was cancelled in Operate while the ticket is open",
                "Cancel the ticket if that was meant, else retry this trouble: its process then starts anew.",
                null);
        mails.tellProcessLost(id);
    }

    /** Begins the process of the ticket anew. */
    @Override
    @Transactional
    public boolean retry(Trouble trouble) {
        String id = String.valueOf(trouble.subject());
        Ticket ticket = tickets.lock(id);
        if (!orphans.has(id) || ticket.status().isClosed()) {
            return false;
        }
        audit(id, "process started anew", Map.of());
        requests.start(id, "/" + UUID.randomUUID());
        return true;
    }

    @EventListener
    void on(EngineSetUpAnew event) {
        orphans.forgetProcesses().forEach(id -> {
            audit(id, "process started anew", Map.of("engine", Integer.toString(event.epoch())));
            requests.start(id, "/engine-" + event.epoch());
        });
    }

    private void audit(String ticketId, String action, Map<String, String> details) {
        audit.add(new AuditEntry(ticketId, clock.instant(), AuditEntry.VIGIE, action, details));
    }
}
