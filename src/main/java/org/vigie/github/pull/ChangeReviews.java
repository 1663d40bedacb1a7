package org.vigie.github.pull;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.github.webhook.GitHubUser;

/** The reviews of pull requests, the last word of each reviewer. */
@Repository
class ChangeReviews {

    // a comment takes back neither an approval nor a demand for changes; a dismissal bears the moment of what it
    // dismisses, which may be told after it
    private static final String KEEP = """
            INSERT INTO github_review AS r (repository_id, pull_request, reviewer_id, reviewer, state, reviewed_at)
            VALUES (:repositoryId, :number, :reviewerId, :reviewer, :state, :at)
            ON CONFLICT (repository_id, pull_request, reviewer_id) DO UPDATE
               SET reviewer = EXCLUDED.reviewer, state = EXCLUDED.state, reviewed_at = EXCLUDED.reviewed_at
             WHERE r.reviewed_at <= EXCLUDED.reviewed_at AND (EXCLUDED.state <> 'commented' OR r.state = 'dismissed')
               AND (r.reviewed_at < EXCLUDED.reviewed_at OR r.state <> 'dismissed')
            """;
    private static final String OF = """
            SELECT state, reviewer FROM github_review WHERE repository_id = :repositoryId AND pull_request = :number
             ORDER BY reviewed_at
            """;

    private record Word(String state, String reviewer) {}

    private final JdbcClient jdbc;
    private final ChangeRecords changes;

    ChangeReviews(JdbcClient jdbc, ChangeRecords changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    void keep(long repositoryId, int number, GitHubUser reviewer, String state, Instant at) {
        jdbc.sql(KEEP)
                .param("repositoryId", repositoryId)
                .param("number", number)
                .param("reviewerId", reviewer.id())
                .param("reviewer", reviewer.login())
                .param("state", state)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Brings the evidence of a pull request up to date with its reviews. */
    void refresh(long repositoryId, int number) {
        List<Word> words = jdbc.sql(OF)
                .param("repositoryId", repositoryId)
                .param("number", number)
                .query(Word.class)
                .list();
        ReviewState state = words.stream().anyMatch(word -> word.state().equals("changes_requested"))
                ? ReviewState.CHANGES_REQUESTED
                : words.stream().anyMatch(word -> word.state().equals("approved"))
                        ? ReviewState.APPROVED
                        : words.stream().anyMatch(word -> word.state().equals("commented"))
                                ? ReviewState.COMMENTED
                                : ReviewState.NONE;
        List<String> reviewers = words.stream()
                .filter(word -> word.state().equals(state.id().replace('-', '_')))
                .map(Word::reviewer)
                .toList();
        changes.reviewed(repositoryId, number, state, reviewers);
    }
}
