package org.vigie.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stored delivery that is to be processed; its parts are those of {@link Arrival}. */
public record Delivery(
        String source,
        String id,
        String event,
        @Nullable String action,
        String application,
        String payload,
        Instant receivedAt) {}
