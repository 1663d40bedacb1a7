package org.vigie.ticket;

/** A ticket was created outside the engine and its process has to be started. */
public record TicketCreated(String ticketId) {}
