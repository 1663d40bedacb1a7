package org.vigie.statuspage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a component was in one state.
 *
 * @param until null: it still is
 */
public record StateSpan(
        String component,
        ComponentState state,
        Instant since,
        @Nullable Instant until) {}
