package org.vigie.ticket;

import java.net.URI;

/** Where the reporter of a ticket sees what becomes of it, and asks for more, without an account. */
public interface ReporterLinks {

    /** Where the ticket stands. */
    URI status(String ticketId);

    /** Where the reporter takes the ticket up again, which is closed. */
    URI reopening(String ticketId);
}
