package org.vigie.audit;

import java.time.Instant;

/**
 * The evidence that a user task was completed.
 *
 * @param completedAt as the index tells it
 */
public record TaskCompletion(
        long userTaskKey, String elementId, long processInstanceKey, Account account, Instant completedAt) {}
