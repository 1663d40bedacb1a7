package org.vigie.ticket;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.shared.TextKey;

/** Finds incidents that come back although their cause was corrected (C-KPI-5). */
@Service
class Recurrences {

    private final Tickets tickets;
    private final RootCauses causes;
    private final AuditTrail audit;
    private final Clock clock;

    Recurrences(Tickets tickets, RootCauses causes, AuditTrail audit, Clock clock) {
        this.tickets = tickets;
        this.causes = causes;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Links a corrective ticket to the last one of the same application and root cause that was resolved before this one
     * was created. Asked again after the root cause was changed, it follows the change.
     *
     * @return the earlier ticket, or empty if there is none
     */
    @Transactional
    public Optional<Ticket> flag(String ticketId) {
        Ticket ticket = tickets.lock(ticketId);
        if (ticket.type() != TicketType.CORRECTIVE || ticket.rootCause() == null) {
            return Optional.empty();
        }
        String key = TextKey.of(ticket.rootCause());
        Optional<String> earlier = causes.earlier(ticket, key);
        causes.keep(ticketId, key, earlier.orElse(null));
        earlier.ifPresent(id -> audit.add(
                new AuditEntry(
                        ticketId, clock.instant(), AuditEntry.VIGIE, "recurrence found", Map.of("recurrenceOf", id)),
                ticketId + "/recurrence/" + id));
        return earlier.map(tickets::require);
    }
}
