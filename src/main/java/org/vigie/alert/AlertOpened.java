package org.vigie.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.event.StoredAs;

/**
 * An alert opened, or opened again shortly after it closed.
 *
 * @param severity critical, important or informative
 * @param monitor the monitor of the plan that it comes from; null: none
 * @param inMaintenance whether planned maintenance silences it: then no automatic action follows
 */
@StoredAs("alert-opened/1")
public record AlertOpened(
        long alertId,
        long groupId,
        String application,
        AlertKind kind,
        String severity,
        String component,
        @Nullable String monitor,
        Instant startsAt,
        boolean inMaintenance) {}
