package org.vigie.ticket;

/** Work on a ticket has ended; {@code outcome} is its closed status. */
public record TicketClosed(String ticketId, TicketStatus outcome) {}
