package org.vigie.engine.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that no process has seen yet.
 *
 * @param sent how often the engine took it
 * @param lastError why it could not be sent the last time; null if it could or was not tried yet
 */
public record UnseenRequest(
        ProcessRequest request,
        Instant requestedAt,
        int sent,
        @Nullable String lastError) {}
