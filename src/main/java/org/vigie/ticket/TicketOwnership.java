package org.vigie.ticket;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;

/** Lets only that process instance write to a ticket which works on it: an earlier one may still have jobs in retry. */
@Service
public class TicketOwnership {

    private final Tickets tickets;
    private final AuditTrail audit;
    private final Clock clock;

    TicketOwnership(Tickets tickets, AuditTrail audit, Clock clock) {
        this.tickets = tickets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Writes in one transaction with the check who owns the ticket.
     *
     * @param owner key of the process instance that the job belongs to, or of the one that called it; null for an instance
     *     that began before owners were passed on, which is trusted until the ticket has a process that passes its own
     * @return what was written; empty if another instance owns the ticket: nothing was, and the trail says so
     */
    @Transactional
    public <T> Optional<T> write(String ticketId, @Nullable String owner, Supplier<T> write) {
        if (isOwner(ticketId, owner)) {
            return Optional.of(write.get());
        }
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        "step of a former process refused",
                        owner == null ? Map.of() : Map.of("processInstance", owner)),
                "former/" + ticketId + "/" + owner);
        return Optional.empty();
    }

    private boolean isOwner(String ticketId, @Nullable String owner) {
        Long present = tickets.lock(ticketId).processInstanceKey();
        return owner == null
                ? tickets.processNumber(ticketId) == 0
                : present != null && owner.equals(present.toString());
    }
}
