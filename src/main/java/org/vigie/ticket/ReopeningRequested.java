package org.vigie.ticket;

/** Somebody wants a closed ticket taken up again. */
public record ReopeningRequested(String ticketId, String requestId, String reason) {}
