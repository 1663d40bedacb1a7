package org.vigie.ticket;

import java.util.Optional;

/** Which ticket an issue of a connected tracker is. Implemented by whoever connects one. */
public interface IssueNumbers {

    /** The id of the ticket; empty if the issue is none. */
    Optional<String> ticketOf(String application, long number);
}
