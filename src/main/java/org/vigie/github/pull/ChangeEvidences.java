package org.vigie.github.pull;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** What is known about the changes made for tickets. */
@Repository
public class ChangeEvidences {

    private static final String OF = """
            SELECT * FROM change_evidence WHERE ticket_id = :ticketId
             ORDER BY CASE state WHEN 'merged' THEN 0 WHEN 'open' THEN 1 ELSE 2 END,
                      CASE state WHEN 'merged' THEN 0 ELSE standing END, changed_at DESC, pull_request DESC
            """;

    private final JdbcClient jdbc;

    ChangeEvidences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All pull requests that name the ticket: merged ones first, then open ones, those of the team before those of
     * strangers, the latest first; perhaps empty. */
    public List<ChangeEvidence> of(String ticketId) {
        return jdbc.sql(OF)
                .param("ticketId", ticketId)
                .query(ChangeEvidences::evidence)
                .list();
    }

    /** The pull request to judge the ticket by: the first of {@link #of}, unless it was given up. */
    public Optional<ChangeEvidence> current(String ticketId) {
        return of(ticketId).stream()
                .filter(change -> change.state() != ChangeState.CLOSED)
                .findFirst();
    }

    private static ChangeEvidence evidence(ResultSet row, int number) throws SQLException {
        return new ChangeEvidence(
                row.getString("ticket_id"),
                row.getInt("pull_request"),
                URI.create(row.getString("url")),
                row.getString("title"),
                row.getString("branch"),
                row.getString("head_sha"),
                ChangeState.of(row.getString("state")),
                row.getString("merge_commit"),
                Rows.instant(row, "merged_at"),
                TestResult.of(row.getString("tests")),
                row.getObject("tests_touched", Boolean.class),
                row.getBigDecimal("coverage_before"),
                row.getBigDecimal("coverage_after"),
                ReviewState.of(row.getString("review")),
                List.of((String[]) row.getArray("reviewers").getArray()),
                List.of((String[]) row.getArray("commit_messages").getArray()),
                row.getTimestamp("changed_at").toInstant());
    }
}
