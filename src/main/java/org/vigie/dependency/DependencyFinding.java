package org.vigie.dependency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A flaw, or the newer versions of one ecosystem that are taken together.
 *
 * @param id such as {@code DF-12}
 * @param kind advisory or update
 * @param subject of a flaw its package; of newer versions minor or major
 * @param severity critical, high, moderate, low or unknown
 * @param details line by line; foreign text
 * @param urgency by the table {@code dependencyPolicy}; null until it was asked
 * @param ticketId null until it is open
 * @param dueAt by when it is to be mended; null until that is known
 * @param closedAt when its ticket was closed; null while it is open
 */
public record DependencyFinding(
        String id,
        String application,
        String kind,
        String ecosystem,
        String subject,
        String severity,
        String title,
        String details,
        @Nullable String urgency,
        @Nullable String ticketId,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant dueAt,
        @Nullable Instant closedAt) {}
