package org.vigie.engine.task;

import org.jspecify.annotations.Nullable;

/**
 * A user task that waits.
 *
 * @param key the engine's key of it
 * @param elementId the task in the diagram
 * @param assignee the account that has claimed it; null if nobody has
 */
public record OpenTask(
        long key,
        String elementId,
        long processInstanceKey,
        @Nullable String assignee) {}
