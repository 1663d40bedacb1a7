package org.vigie.ticket;

import org.vigie.engine.event.StoredAs;

/** Work on a ticket has ended; {@code outcome} is its closed status. */
@StoredAs(value = "ticket-closed/1", former = "org.vigie.ticket.TicketClosed")
public record TicketClosed(String ticketId, TicketStatus outcome) {}
