package org.vigie.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a ticket's targets are due.
 *
 * @param response null where the plan sets none
 * @param resolution null where the plan sets none
 */
public record DueDates(@Nullable Instant response, @Nullable Instant resolution) {}
