package org.vigie.backlog;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.ticket.Label;
import org.vigie.ticket.TicketType;

/**
 * An open evolution in its place in the backlog.
 *
 * @param marks null until it was reviewed
 * @param score by the table {@code backlogScore}, 17 to 100; null until it was reviewed
 * @param plannedRelease the release it is to be corrected by; null while it is not planned
 */
public record BacklogItem(
        String ticketId,
        String title,
        TicketType type,
        String priority,
        Set<Label> labels,
        Instant createdAt,
        @Nullable Marks marks,
        @Nullable Integer score,
        @Nullable String plannedRelease,
        @Nullable Instant reviewedAt) {}
