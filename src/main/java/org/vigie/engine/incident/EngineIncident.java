package org.vigie.engine.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that stopped in the engine and waits for somebody to look at it.
 *
 * @param jobKey the job that has no retries left; null if it is something else, such as an expression
 * @param processInstanceKey of the very process that stopped, which another may have called
 * @param processId empty if it is not known
 * @param elementId empty if it is not known
 */
public record EngineIncident(
        long key,
        @Nullable Long jobKey,
        long processInstanceKey,
        String processId,
        String elementId,
        String message,
        Instant since) {}
