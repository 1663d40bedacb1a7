package org.vigie.ticket;

/** The cause of a ticket was analysed; its root cause may be known now. */
public record CauseAnalysed(String ticketId) {}
