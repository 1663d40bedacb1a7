package org.vigie.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a target, for people who want it too.
 *
 * @param operation id of the operation
 * @param version what it brings, where its kind has versions
 * @param step what it is doing now
 * @param reason why it was asked for
 */
public record LockHolder(
        String operation,
        String kind,
        @Nullable String version,
        String requestedBy,
        @Nullable String step,
        Instant since,
        @Nullable String reason) {}
