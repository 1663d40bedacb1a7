package org.vigie.ticket;

/** Somebody outside the process corrected what an open ticket is about; what the process knows of it is out of date. */
public record TicketReclassified(String ticketId) {}
