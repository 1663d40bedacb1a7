package org.vigie.engine.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user task that was completed.
 *
 * @param key the engine's key of it
 * @param elementInstanceKey null where the index does not tell it
 * @param elementId the task in the diagram
 * @param processId null where the index does not tell it
 * @param account who completed it: in Tasklist the one whom the task is assigned to; null if it was assigned to nobody
 * @param completedAt as the index tells it
 */
public record CompletedTask(
        long key,
        @Nullable Long elementInstanceKey,
        String elementId,
        @Nullable String processId,
        long processInstanceKey,
        @Nullable String account,
        Instant completedAt) {}
