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
 * @param runNumber grows with each run of the same check; 0 where it is not counted
 * @param runAttempt grows when a run is run again
 */
record CheckResult(
        long repositoryId,
        String headSha,
        String source,
        @Nullable String branch,
        @Nullable String conclusion,
        @Nullable BigDecimal coverage,
        @Nullable BigDecimal coverageBefore,
        Instant reportedAt,
        long runNumber,
        int runAttempt) {

    /** Check runs belong to a suite that gives the result; from them only the coverage is taken. */
    static final String RUN = "run:";

    /** A workflow runs once for each event: a good run for one says nothing about the run for another. */
    static final String WORKFLOW = "workflow:";

    /** Suites of GitHub's own workflows; their runs are told one by one. */
    static final String SUITE_OF_WORKFLOWS = "suite:github-actions:";

    static String workflow(String path, String event) {
        return WORKFLOW + path + "@" + event;
    }

    static boolean isOfWorkflow(String source, String path) {
        return source.startsWith(WORKFLOW + path + "@") || source.equals(WORKFLOW + path);
    }
}
