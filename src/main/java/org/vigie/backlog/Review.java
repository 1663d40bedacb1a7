package org.vigie.backlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A review of the backlogs of all applications.
 *
 * @param id such as {@code BR-12}
 * @param processInstanceKey the process instance that carries it out; null while it has none
 */
public record Review(
        String id,
        @Nullable Long processInstanceKey,
        Instant due,
        @Nullable Instant closedAt) {}
