package org.vigie.ticket;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;

/** Which open tickets are up for planning, and the release each is planned into. */
@Service
public class TicketPlanning {

    private final Tickets tickets;
    private final OpenEvolutions evolutions;
    private final TicketRequests requests;
    private final AuditTrail audit;
    private final Clock clock;

    TicketPlanning(Tickets tickets, OpenEvolutions evolutions, TicketRequests requests, AuditTrail audit, Clock clock) {
        this.tickets = tickets;
        this.evolutions = evolutions;
        this.requests = requests;
        this.audit = audit;
        this.clock = clock;
    }

    /** The open evolutions of an application and everything open that is labelled technical debt, oldest first. */
    public List<Ticket> openEvolutions(String application) {
        return evolutions.of(application);
    }

    /** Plans a ticket into a release, by which it is to be corrected where the plan sets no target (priority P4). */
    @Transactional
    public void planInto(String ticketId, String release) {
        Ticket ticket = tickets.lock(ticketId);
        if (!release.equals(ticket.plannedRelease())) {
            tickets.keep(ticketId, new StepValues(Map.of("plannedRelease", release)));
            audit.add(new AuditEntry(
                    ticketId, clock.instant(), AuditEntry.VIGIE, "planned into a release", Map.of("release", release)));
        }
    }

    /**
     * Tells the process of a ticket that waits for it that its release is out; nothing if the ticket is closed.
     *
     * @param release the same for every repetition
     */
    @Transactional
    public void released(String ticketId, String release, String version) {
        if (!tickets.lock(ticketId).status().isClosed()) {
            requests.released(ticketId, release, version);
        }
    }
}
