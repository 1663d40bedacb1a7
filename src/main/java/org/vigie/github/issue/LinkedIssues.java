package org.vigie.github.issue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.github.webhook.GitHubUser;
import org.vigie.shared.Rows;

/** The table of issues that are tickets. */
@Repository
public class LinkedIssues {

    private static final String LINK = """
            INSERT INTO github_issue (repository_id, number, application, ticket_id, reporter_id, reporter_login)
            VALUES (:repositoryId, :number, :application, :ticketId, :reporterId, :reporterLogin)
            ON CONFLICT DO NOTHING
            """;
    private static final String OF_NUMBER = """
            SELECT * FROM github_issue WHERE repository_id = :repositoryId AND number = :number
            """;
    private static final String OF_TICKET = "SELECT * FROM github_issue WHERE ticket_id = :ticketId";
    /** An application whose repository was moved has issues of both. */
    private static final String TICKET_OF_NUMBER = """
            SELECT ticket_id FROM github_issue WHERE application = :application AND number = :number
             ORDER BY repository_id DESC LIMIT 1
            """;

    private static final String COMMENT = """
            UPDATE github_issue SET comment_id = :commentId, comment_at = :at WHERE ticket_id = :ticketId
            """;
    private static final String WANT = "UPDATE github_issue SET wanted_state = :state WHERE ticket_id = :ticketId";
    private static final String REACHED = """
            UPDATE github_issue SET wanted_state = NULL WHERE ticket_id = :ticketId AND wanted_state = :state
            """;
    private static final String SEEN = """
            UPDATE github_issue SET labels = :labels, labels_at = :at
             WHERE ticket_id = :ticketId AND (labels_at IS NULL OR labels_at <= :at)
            """;
    private static final String STATE_AT = """
            UPDATE github_issue SET state_at = :at WHERE ticket_id = :ticketId AND (state_at IS NULL OR state_at <= :at)
            """;
    private static final String GONE = "UPDATE github_issue SET gone = true WHERE ticket_id = :ticketId";

    private final JdbcClient jdbc;

    LinkedIssues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the issue is a ticket already. */
    boolean link(long repositoryId, int number, String application, String ticketId, GitHubUser reporter) {
        return jdbc.sql(LINK)
                        .param("repositoryId", repositoryId)
                        .param("number", number)
                        .param("application", application)
                        .param("ticketId", ticketId)
                        .param("reporterId", reporter.id())
                        .param("reporterLogin", reporter.login())
                        .update()
                == 1;
    }

    public Optional<LinkedIssue> find(long repositoryId, int number) {
        return jdbc.sql(OF_NUMBER)
                .param("repositoryId", repositoryId)
                .param("number", number)
                .query(LinkedIssues::issue)
                .optional();
    }

    /** The ticket of an application that the issue is. */
    Optional<String> ticketOf(String application, int number) {
        return jdbc.sql(TICKET_OF_NUMBER)
                .param("application", application)
                .param("number", number)
                .query(String.class)
                .optional();
    }

    public Optional<LinkedIssue> findByTicket(String ticketId) {
        return jdbc.sql(OF_TICKET)
                .param("ticketId", ticketId)
                .query(LinkedIssues::issue)
                .optional();
    }

    /** Remembers the comment, or forgets it if the id is null. */
    public void comment(String ticketId, @Nullable Long commentId, Instant at) {
        jdbc.sql(COMMENT)
                .param("ticketId", ticketId)
                .param("commentId", commentId)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Asks that the issue be brought to a state, or takes that back if it is null. */
    void want(String ticketId, @Nullable String state) {
        jdbc.sql(WANT).param("ticketId", ticketId).param("state", state).update();
    }

    void reached(String ticketId, String state) {
        jdbc.sql(REACHED).param("ticketId", ticketId).param("state", state).update();
    }

    /** Remembers which labels stood on the issue at a time of GitHub, unless later ones are known. */
    void seen(String ticketId, List<String> labels, Instant at) {
        jdbc.sql(SEEN)
                .param("ticketId", ticketId)
                .param("labels", labels.toArray(String[]::new))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Remembers that the issue was closed or reopened at a time of GitHub; false if something later is known. */
    boolean stateAt(String ticketId, Instant at) {
        return jdbc.sql(STATE_AT)
                        .param("ticketId", ticketId)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    void gone(String ticketId) {
        jdbc.sql(GONE).param("ticketId", ticketId).update();
    }

    private static LinkedIssue issue(ResultSet row, int number) throws SQLException {
        return new LinkedIssue(
                row.getLong("repository_id"),
                row.getInt("number"),
                row.getString("application"),
                row.getString("ticket_id"),
                row.getLong("reporter_id"),
                row.getString("reporter_login"),
                row.getObject("comment_id", Long.class),
                Rows.instant(row, "comment_at"),
                row.getString("wanted_state"),
                row.getBoolean("gone"),
                row.getArray("labels") == null
                        ? null
                        : List.of((String[]) row.getArray("labels").getArray()),
                Rows.instant(row, "labels_at"));
    }
}
