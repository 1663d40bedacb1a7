package org.vigie.github.pull;

/** A pull request that names a ticket was merged; told once per pull request and ticket. */
public record ChangeMerged(String ticketId, int pullRequest, String url, String mergeCommit) {}
