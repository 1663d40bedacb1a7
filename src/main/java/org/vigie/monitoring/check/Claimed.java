package org.vigie.monitoring.check;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A monitor whose check is due and belongs to this attempt. */
record Claimed(
        String application,
        String id,
        Progress progress,
        Instant dueAt,
        @Nullable Instant lastCheckedAt,
        Map<String, Object> memory,
        UUID token) {}
