package org.vigie.backlog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** The table of reviews, and of the applications that each is through with. */
@Repository
class ReviewStore {

    private static final String INSERT = """
            INSERT INTO backlog_review (id, process_instance_key, process_since, started_at, due)
            VALUES ('BR-' || nextval('backlog_review_number'), :key, :now, :now, :due)
            RETURNING *
            """;
    private static final String LOCK = "SELECT * FROM backlog_review WHERE id = :id FOR UPDATE";
    private static final String OF_PROCESS =
            "SELECT * FROM backlog_review WHERE process_instance_key = :key AND closed_at IS NULL";
    private static final String CLAIM = """
            UPDATE backlog_review SET process_instance_key = :key WHERE id = :id AND process_instance_key IS NULL AND closed_at IS NULL
            """;
    private static final String CLOSE = """
            UPDATE backlog_review SET closed_at = :now
             WHERE id = :id AND process_instance_key = :key AND closed_at IS NULL
            """;
    private static final String DONE = """
            INSERT INTO backlog_reviewed (review_id, application, reviewed_at) VALUES (:id, :application, :now)
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;

    ReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Review insert(long processInstanceKey, Instant due, Instant now) {
        return jdbc.sql(INSERT)
                .param("key", processInstanceKey)
                .param("due", Timestamp.from(due))
                .param("now", Timestamp.from(now))
                .query(ReviewStore::review)
                .single();
    }

    /** Locks the row until the end of the transaction. */
    Optional<Review> lock(String id) {
        return jdbc.sql(LOCK).param("id", id).query(ReviewStore::review).optional();
    }

    /** The open review that the process carries out. */
    Optional<Review> ofProcess(long processInstanceKey) {
        return jdbc.sql(OF_PROCESS)
                .param("key", processInstanceKey)
                .query(ReviewStore::review)
                .optional();
    }

    /** False if it is closed or has a process. */
    boolean claim(String id, long processInstanceKey) {
        return jdbc.sql(CLAIM).param("id", id).param("key", processInstanceKey).update() == 1;
    }

    /** False if it is closed or another process carries it out. */
    boolean close(String id, long processInstanceKey, Instant now) {
        return jdbc.sql(CLOSE)
                        .param("id", id)
                        .param("key", processInstanceKey)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The review is through with an application. */
    void done(String id, String application, Instant now) {
        jdbc.sql(DONE)
                .param("id", id)
                .param("application", application)
                .param("now", Timestamp.from(now))
                .update();
    }

    Set<String> doneIn(String id) {
        return jdbc.sql("SELECT application FROM backlog_reviewed WHERE review_id = :id")
                .param("id", id)
                .query(String.class)
                .set();
    }

    private static Review review(ResultSet row, int number) throws SQLException {
        return new Review(
                row.getString("id"),
                row.getObject("process_instance_key", Long.class),
                row.getTimestamp("due").toInstant(),
                Rows.instant(row, "closed_at"));
    }
}
