package org.vigie.postmortem;

/**
 * The last open ticket of a post-mortem's long-term actions was closed.
 *
 * @param ticketId that ticket
 */
public record ActionTicketsClosed(String postMortemId, String ticketId) {}
