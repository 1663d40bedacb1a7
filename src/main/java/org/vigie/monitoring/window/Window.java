package org.vigie.monitoring.window;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Planned maintenance: while it lasts nobody is alerted of what it concerns, it counts neither as up nor as down, the public sees it
 * announced, and no automatic action is taken.
 *
 * @param id of the row, or of the plan with the day it starts on
 * @param monitors what it concerns; empty: everything of the application
 * @param announced whether the public reads of it beforehand; what comes again every week is not, and shows while it lasts
 * @param createdBy null: the plan
 */
public record Window(
        String id,
        String application,
        Instant from,
        Instant to,
        String reason,
        List<String> monitors,
        boolean announced,
        @Nullable String createdBy) {

    public Window {
        monitors = List.copyOf(monitors);
    }

    /** Whether it concerns this monitor; null: something that is no monitor of the plan. */
    public boolean concerns(@Nullable String monitor) {
        return monitors.isEmpty() || monitor != null && monitors.contains(monitor);
    }

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
