package org.vigie.github.pull;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one check says about a commit.
 *
 * @param source tells checks apart and stays the same when a check runs again
 * @param branch the branch of the repository it ran on; null for a fork's
 * @param conclusion GitHub's word for the result; null while it runs
 * @param coverage percent, if it reported that
 * @param coverageBefore percent without the change, if it reported that
 */
record CheckResult(
        long repositoryId,
        String headSha,
        String source,
        @Nullable String branch,
        @Nullable String conclusion,
        @Nullable BigDecimal coverage,
        @Nullable BigDecimal coverageBefore,
        Instant reportedAt) {

    /** Check runs belong to a suite that gives the result; from them only the coverage is taken. */
    static final String RUN = "run:";
}
