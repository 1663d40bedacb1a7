package org.vigie.ticket;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.trouble.RestartableCases;
import org.vigie.trouble.Troubles;

/** What becomes of a ticket whose process is gone. A cancellation that was accepted before is carried out. */
@Component
class TicketCases extends RestartableCases {

    private final Tickets tickets;
    private final TicketRequests requests;
    private final TicketProgress progress;
    private final TicketMails mails;

    TicketCases(
            Tickets tickets,
            TicketProcesses processes,
            TicketRequests requests,
            TicketProgress progress,
            TicketMails mails,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        super(processes, troubles, audit, clock);
        this.tickets = tickets;
        this.requests = requests;
        this.progress = progress;
        this.mails = mails;
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return tickets.findByProcessInstance(processInstanceKey).map(Ticket::id);
    }

    @Override
    protected void lock(String id) {
        tickets.lock(id);
    }

    @Override
    protected void processLost(String id) {
        Optional<ProcessRequest> cancellation = requests.unseen(id, TicketRequests.CANCELLED);
        if (cancellation.isPresent()) {
            progress.close(
                    id,
                    TicketStatus.CANCELLED,
                    String.valueOf(cancellation.get().variables().get("reason")));
            return;
        }
        String trouble = ask(
                id,
                "the process of ticket " + id + " was cancelled in Operate while the ticket is open",
                "Cancel the ticket if that was meant, else retry this trouble: its process then starts anew.");
        mails.tellProcessLost(id, trouble);
    }

    @Override
    protected void start(String id, String turn) {
        requests.start(id, "/" + turn);
    }
}
