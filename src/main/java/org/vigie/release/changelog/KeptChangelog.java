package org.vigie.release.changelog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the section of a version is in its changelog.
 *
 * @param attempts that failed
 * @param commit that the branch led to with it; null: not committed yet
 * @param pushedTo where branch and tag were brought; null: nowhere
 * @param doneAt null: it is still to be done
 * @param problem why the last attempt failed; null: nothing is known
 */
public record KeptChangelog(
        String application,
        String version,
        int attempts,
        @Nullable String commit,
        @Nullable String pushedTo,
        @Nullable Instant doneAt,
        @Nullable String problem) {}
