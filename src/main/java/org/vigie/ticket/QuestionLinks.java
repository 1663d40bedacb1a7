package org.vigie.ticket;

import java.net.URI;

/** Where the reporter of a ticket answers its question without an account. */
public interface QuestionLinks {

    /** @param turn which question of the ticket it is, as {@link OpenQuestion} tells it */
    URI link(String ticketId, String turn);
}
