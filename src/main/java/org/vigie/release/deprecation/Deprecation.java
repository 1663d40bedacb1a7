package org.vigie.release.deprecation;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A feature that will be withdrawn.
 *
 * @param id such as {@code DP-3}
 * @param replacement what to use instead
 * @param removalOn the day of the removal, in the time zone of the plan
 * @param revision how often that day was moved
 * @param announcedBy the account that announced it
 * @param reason of the latest decision; null if none was needed
 * @param decidedBy the account that decided last; null while nobody did
 * @param closedAt null while it is open
 */
public record Deprecation(
        String id,
        String application,
        String feature,
        String replacement,
        LocalDate removalOn,
        int revision,
        String announcedBy,
        Instant announcedAt,
        DeprecationStatus status,
        @Nullable String reason,
        @Nullable String decidedBy,
        @Nullable Instant closedAt) {}
