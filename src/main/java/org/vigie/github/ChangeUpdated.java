package org.vigie.github;

/** Something new is known about a pull request that names a ticket; {@link ChangeEvidences} has it. */
public record ChangeUpdated(String ticketId, int pullRequest) {}
