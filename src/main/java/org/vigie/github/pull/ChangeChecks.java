package org.vigie.github.pull;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The results of checks by commit, and what follows from them for the changes that end with that commit. */
@Repository
class ChangeChecks {

    private static final Set<String> BAD =
            Set.of("failure", "timed_out", "cancelled", "action_required", "startup_failure", "stale");

    private static final String KEEP = """
            INSERT INTO github_check AS c (repository_id, head_sha, source, branch, conclusion, coverage,
                                           coverage_before, reported_at, run_number, run_attempt)
            VALUES (:repositoryId, :headSha, :source, :branch, :conclusion, :coverage, :coverageBefore, :at, :run, :attempt)
            ON CONFLICT (repository_id, head_sha, source) DO UPDATE
               SET branch = EXCLUDED.branch, conclusion = EXCLUDED.conclusion, coverage = EXCLUDED.coverage,
                   coverage_before = EXCLUDED.coverage_before, reported_at = EXCLUDED.reported_at,
                   run_number = EXCLUDED.run_number, run_attempt = EXCLUDED.run_attempt
             WHERE (c.run_number, c.run_attempt, c.reported_at)
                   < (EXCLUDED.run_number, EXCLUDED.run_attempt, EXCLUDED.reported_at)
                OR (c.run_number = EXCLUDED.run_number AND c.run_attempt = EXCLUDED.run_attempt
                    AND c.reported_at = EXCLUDED.reported_at AND c.conclusion IS NULL)
            """;
    /** Results from before they were kept by event. */
    private static final String FORGET_FORMER = """
            DELETE FROM github_check
             WHERE repository_id = :repositoryId AND head_sha = :headSha AND source = split_part(:source, '@', 1)
               AND :source LIKE 'workflow:%'
            """;

    private static final String OF = """
            SELECT source, conclusion, coverage, coverage_before FROM github_check
             WHERE repository_id = :repositoryId AND head_sha = :sha ORDER BY reported_at DESC
            """;
    private static final String OF_BRANCH = """
            SELECT coverage FROM github_check
             WHERE repository_id = :repositoryId AND branch = :branch AND head_sha <> :sha AND coverage IS NOT NULL
             ORDER BY reported_at DESC LIMIT 1
            """;

    private record Found(
            String source,
            @Nullable String conclusion,
            @Nullable BigDecimal coverage,
            @Nullable BigDecimal coverageBefore) {}

    private final JdbcClient jdbc;
    private final ChangeRecords changes;

    ChangeChecks(JdbcClient jdbc, ChangeRecords changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    void keep(CheckResult result) {
        jdbc.sql(KEEP)
                .param("repositoryId", result.repositoryId())
                .param("headSha", result.headSha())
                .param("source", result.source())
                .param("branch", result.branch())
                .param("conclusion", result.conclusion())
                .param("coverage", result.coverage())
                .param("coverageBefore", result.coverageBefore())
                .param("at", Timestamp.from(result.reportedAt()))
                .param("run", result.runNumber())
                .param("attempt", result.runAttempt())
                .update();
        jdbc.sql(FORGET_FORMER)
                .param("repositoryId", result.repositoryId())
                .param("headSha", result.headSha())
                .param("source", result.source())
                .update();
    }

    /**
     * Brings the evidence that ends with a commit up to date; gives the tests' result and whom it is about.
     *
     * @param testWorkflows paths of the workflows that are tests; empty: all that ran
     */
    Refreshed refresh(long repositoryId, String sha, List<String> testWorkflows) {
        List<ChangeRecords.Row> rows = changes.ofCommit(repositoryId, sha);
        List<Found> found = jdbc.sql(OF)
                .param("repositoryId", repositoryId)
                .param("sha", sha)
                .query(Found.class)
                .list();
        TestResult tests = together(found, testWorkflows);
        BigDecimal after = first(found.stream().map(Found::coverage).toList());
        BigDecimal told = first(found.stream().map(Found::coverageBefore).toList());
        for (ChangeRecords.Row row : rows) {
            changes.checked(row, tests, told == null ? ofBranch(row) : told, after);
        }
        return new Refreshed(tests, rows);
    }

    /** What a commit's checks say together and the changes it ends. */
    record Refreshed(TestResult tests, List<ChangeRecords.Row> changes) {}

    private static TestResult together(List<Found> found, List<String> testWorkflows) {
        boolean runsAreTold = found.stream().anyMatch(check -> check.source().startsWith(CheckResult.WORKFLOW));
        List<Found> tests = found.stream()
                .filter(check -> testWorkflows.isEmpty()
                        ? !check.source().startsWith(CheckResult.RUN)
                                && !(runsAreTold && isSuiteOfWorkflows(check.source()))
                        : testWorkflows.stream().anyMatch(path -> CheckResult.isOfWorkflow(check.source(), path)))
                .toList();
        if (tests.stream().anyMatch(check -> check.conclusion() != null && BAD.contains(check.conclusion()))) {
            return TestResult.FAILED;
        }
        if (tests.stream().anyMatch(check -> check.conclusion() == null)) {
            return TestResult.RUNNING;
        }
        return tests.stream().anyMatch(check -> "success".equals(check.conclusion()))
                ? TestResult.PASSED
                : TestResult.UNKNOWN;
    }

    private static boolean isSuiteOfWorkflows(String source) {
        return (source + ":").startsWith(CheckResult.SUITE_OF_WORKFLOWS);
    }

    private @Nullable BigDecimal ofBranch(ChangeRecords.Row row) {
        return jdbc.sql(OF_BRANCH)
                .param("repositoryId", row.repositoryId())
                .param("branch", row.baseBranch())
                .param("sha", row.headSha())
                .query(BigDecimal.class)
                .optional()
                .orElse(null);
    }

    private static @Nullable BigDecimal first(List<@Nullable BigDecimal> values) {
        return values.stream().filter(Objects::nonNull).findFirst().orElse(null);
    }
}
