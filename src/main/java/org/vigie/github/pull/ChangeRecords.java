package org.vigie.github.pull;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the table of changes. */
@Repository
class ChangeRecords {

    private static final String INSERT = """
            INSERT INTO change_evidence (ticket_id, repository_id, pull_request, url, title, branch, base_branch,
                                         head_sha, state, merge_commit, merged_at, changed_at, standing)
            VALUES (:ticketId, :repositoryId, :number, :url, :title, :branch, :baseBranch, :headSha, :state,
                    :mergeCommit, :mergedAt, :changedAt, :standing)
            ON CONFLICT DO NOTHING
            """;
    private static final String UPDATE = """
            UPDATE change_evidence
               SET url = :url, title = :title, branch = :branch, base_branch = :baseBranch, head_sha = :headSha,
                   state = :state, merge_commit = :mergeCommit, merged_at = :mergedAt, changed_at = :changedAt,
                   standing = :standing
             WHERE ticket_id = :ticketId AND repository_id = :repositoryId AND pull_request = :number
               AND state <> 'merged' AND changed_at <= :changedAt
            """;
    private static final String FORGET = """
            DELETE FROM change_evidence
             WHERE repository_id = :repositoryId AND pull_request = :number AND state <> 'merged'
               AND changed_at <= :changedAt AND NOT (ticket_id = ANY(:tickets))
            """;
    private static final String OVERTAKEN = """
            SELECT EXISTS (SELECT 1 FROM change_evidence
                            WHERE repository_id = :repositoryId AND pull_request = :number AND changed_at > :changedAt)
            """;
    private static final String OF_PULL_REQUEST = """
            SELECT ticket_id, repository_id, pull_request, head_sha, base_branch FROM change_evidence
             WHERE repository_id = :repositoryId AND pull_request = :number
            """;
    private static final String OF_COMMIT = """
            SELECT ticket_id, repository_id, pull_request, head_sha, base_branch FROM change_evidence
             WHERE repository_id = :repositoryId AND head_sha = :sha
            """;
    private static final String CHECKED = """
            UPDATE change_evidence
               SET tests = :tests, coverage_after = :after,
                   coverage_before = CASE WHEN state = 'merged' AND coverage_before IS NOT NULL
                                          THEN coverage_before ELSE :before::numeric END
             WHERE ticket_id = :ticketId AND repository_id = :repositoryId AND pull_request = :number
            """;
    private static final String REVIEWED = """
            UPDATE change_evidence SET review = :review, reviewers = :reviewers
             WHERE repository_id = :repositoryId AND pull_request = :number
            """;
    private static final String READ = """
            UPDATE change_evidence SET tests_touched = :testsTouched, commit_messages = :messages
             WHERE repository_id = :repositoryId AND pull_request = :number
            """;

    /** Which pull request of which ticket a row is about. */
    record Row(String ticketId, long repositoryId, int pullRequest, String headSha, String baseBranch) {}

    private final JdbcClient jdbc;

    ChangeRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the pull request is known for this ticket. */
    boolean insert(String ticketId, PullRequest pull) {
        return write(INSERT, ticketId, pull);
    }

    /** False if what is known is newer, or the pull request was merged before. */
    boolean update(String ticketId, PullRequest pull) {
        return write(UPDATE, ticketId, pull);
    }

    private boolean write(String sql, String ticketId, PullRequest pull) {
        return jdbc.sql(sql)
                        .param("ticketId", ticketId)
                        .param("repositoryId", pull.repositoryId())
                        .param("number", pull.number())
                        .param("url", pull.url())
                        .param("title", pull.title())
                        .param("branch", pull.branch())
                        .param("baseBranch", pull.baseBranch())
                        .param("headSha", pull.headSha())
                        .param("state", pull.state().id())
                        .param("mergeCommit", pull.mergeCommit())
                        .param("mergedAt", timestamp(pull.mergedAt()))
                        .param("changedAt", timestamp(pull.changedAt()))
                        .param("standing", pull.standing())
                        .update()
                == 1;
    }

    /** Forgets the tickets that a pull request names no longer. */
    void keepOnly(Collection<String> tickets, PullRequest pull) {
        jdbc.sql(FORGET)
                .param("repositoryId", pull.repositoryId())
                .param("number", pull.number())
                .param("changedAt", timestamp(pull.changedAt()))
                .param("tickets", tickets.toArray(String[]::new))
                .update();
    }

    /** Whether something later is known of the pull request. */
    boolean isOvertaken(PullRequest pull) {
        return jdbc.sql(OVERTAKEN)
                .param("repositoryId", pull.repositoryId())
                .param("number", pull.number())
                .param("changedAt", timestamp(pull.changedAt()))
                .query(Boolean.class)
                .single();
    }

    List<Row> ofPullRequest(long repositoryId, int number) {
        return jdbc.sql(OF_PULL_REQUEST)
                .param("repositoryId", repositoryId)
                .param("number", number)
                .query(Row.class)
                .list();
    }

    List<Row> ofCommit(long repositoryId, String sha) {
        return jdbc.sql(OF_COMMIT)
                .param("repositoryId", repositoryId)
                .param("sha", sha)
                .query(Row.class)
                .list();
    }

    void checked(Row row, TestResult tests, @Nullable BigDecimal before, @Nullable BigDecimal after) {
        jdbc.sql(CHECKED)
                .param("tests", tests.id())
                .param("before", before)
                .param("after", after)
                .param("ticketId", row.ticketId())
                .param("repositoryId", row.repositoryId())
                .param("number", row.pullRequest())
                .update();
    }

    void reviewed(long repositoryId, int number, ReviewState review, List<String> reviewers) {
        jdbc.sql(REVIEWED)
                .param("review", review.id())
                .param("reviewers", reviewers.toArray(String[]::new))
                .param("repositoryId", repositoryId)
                .param("number", number)
                .update();
    }

    void read(long repositoryId, int number, boolean testsTouched, List<String> messages) {
        jdbc.sql(READ)
                .param("testsTouched", testsTouched)
                .param("messages", messages.toArray(String[]::new))
                .param("repositoryId", repositoryId)
                .param("number", number)
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
