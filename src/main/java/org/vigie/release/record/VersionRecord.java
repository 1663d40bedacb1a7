package org.vigie.release.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a version.
 *
 * @param reason why it is as it is, for people; null if there is nothing to say
 * @param releasedAt when it last began to serve; null if it never did
 */
public record VersionRecord(
        String version,
        VersionState state,
        @Nullable String reason,
        @Nullable Instant releasedAt) {}
