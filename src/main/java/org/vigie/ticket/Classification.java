package org.vigie.ticket;

import java.util.Set;

/** What a ticket is about. Its priority follows from it and cannot be set. */
public record Classification(TicketType type, Impact impact, Set<Label> labels) {

    static Classification of(Ticket ticket) {
        return new Classification(ticket.type(), ticket.impact(), ticket.labels());
    }
}
