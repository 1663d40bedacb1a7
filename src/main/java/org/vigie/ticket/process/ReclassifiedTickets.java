package org.vigie.ticket.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.instance.ProcessVariables;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketReclassified;

/**
 * Brings the variables of a running process up to date with its ticket, so that the forms show what holds. The event is kept
 * in the event publication registry until the engine has taken them, and may therefore come more than once.
 */
@Component
@OnEngine
class ReclassifiedTickets {

    private final ProcessVariables variables;
    private final TicketDesk tickets;
    private final TicketProgress progress;

    ReclassifiedTickets(ProcessVariables variables, TicketDesk tickets, TicketProgress progress) {
        this.variables = variables;
        this.tickets = tickets;
        this.progress = progress;
    }

    @AfterCommit(
            id = "ticket.tell-process-of-reclassification",
            former = "org.vigie.ticket.process.ReclassifiedTickets.on(org.vigie.ticket.TicketReclassified)")
    void on(TicketReclassified event) {
        Ticket told;
        do {
            told = tickets.get(event.ticketId());
            tell(told);
            // people change several labels at once: who read the ticket first may tell of it last
        } while (!told.equals(tickets.get(event.ticketId())));
    }

    private void tell(Ticket ticket) {
        Long processInstanceKey = ticket.processInstanceKey();
        if (processInstanceKey == null) {
            // its process starts with what holds then
            return;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(TicketVariables.classification(ticket));
        all.putAll(TicketVariables.targets(ticket));
        variables.set(processInstanceKey, all);
        // a user task has due dates of its own, which hide those of the process
        progress.openStep(ticket.id()).ifPresent(step -> variables.set(step, TicketVariables.dueDates(ticket)));
    }
}
