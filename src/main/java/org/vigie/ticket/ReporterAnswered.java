package org.vigie.ticket;

/** The reporter answered the question that a ticket waits for. */
public record ReporterAnswered(String ticketId, String answerId, String answer) {}
