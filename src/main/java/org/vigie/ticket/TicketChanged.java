package org.vigie.ticket;

/** Status, targets or facts of an open ticket have changed; what is shown of it elsewhere is out of date. */
public record TicketChanged(String ticketId) {}
