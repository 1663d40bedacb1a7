package org.vigie.monitoring.uptime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.monitoring.MonitorState;

/**
 * A time in one state.
 *
 * @param end null while it goes on
 */
public record Period(
        MonitorState state, Instant start, @Nullable Instant end) {}
