package org.vigie.ticket;

/**
 * A question that waits for its reporter.
 *
 * @param turn tells it from the ticket's other questions
 * @param text what was asked; perhaps empty
 */
public record OpenQuestion(String turn, String text) {}
