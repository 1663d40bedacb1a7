package org.vigie.ticket;

/** Somebody wants a ticket cancelled. */
public record CancellationRequested(String ticketId, String requestId, String reason) {}
