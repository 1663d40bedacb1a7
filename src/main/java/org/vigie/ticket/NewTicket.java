package org.vigie.ticket;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that somebody wants to create.
 *
 * @param requestKey the same for every repetition of the same request; null if it cannot be repeated
 */
public record NewTicket(
        String application,
        String title,
        String description,
        TicketType type,
        Impact impact,
        Set<Label> labels,
        Reporter reporter,
        TicketSource source,
        @Nullable String requestKey) {}
