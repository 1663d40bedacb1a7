package org.vigie.github;

/** A pull request names a ticket for the first time. */
public record ChangeProposed(String ticketId, int pullRequest, String url) {}
