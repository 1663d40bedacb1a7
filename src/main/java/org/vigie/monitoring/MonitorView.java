package org.vigie.monitoring;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as it is now.
 *
 * @param cause stable code; null while it is up
 * @param text for people
 * @param since when the first check told the state
 * @param unconfirmed how many checks in a row tell another state
 * @param pausedBy who paused it
 * @param result what the latest check measured
 */
public record MonitorView(
        String application,
        String id,
        String name,
        String kind,
        MonitorState state,
        @Nullable String cause,
        @Nullable String text,
        Instant since,
        int unconfirmed,
        @Nullable Instant lastCheckedAt,
        @Nullable Instant nextCheckAt,
        @Nullable String pausedBy,
        Map<String, Object> result) {}
