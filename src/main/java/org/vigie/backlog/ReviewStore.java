package org.vigie.backlog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.engine.instance.OpenCase;

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
            UPDATE backlog_review SET process_instance_key = :key, process_since = :now, process_lost_at = NULL
             WHERE id = :id AND process_instance_key IS NULL AND closed_at IS NULL
            """;
    private static final String CLOSE = """
            UPDATE backlog_review SET closed_at = :now
             WHERE id = :id AND process_instance_key = :key AND closed_at IS NULL
            """;
    private static final String OPEN = """
            SELECT id, process_instance_key, process_since FROM backlog_review
             WHERE process_instance_key IS NOT NULL AND closed_at IS NULL AND id > :afterId ORDER BY id LIMIT :limit
            """;
    private static final String LOSE = """
            UPDATE backlog_review SET process_instance_key = NULL, process_lost_at = :now
             WHERE id = :id AND process_instance_key = :key AND closed_at IS NULL
            """;
    private static final String LOST = """
            SELECT count(*) FROM backlog_review WHERE id = :id AND process_lost_at IS NOT NULL AND closed_at IS NULL
            """;
    private static final String FORGET = """
            WITH open AS (SELECT id FROM backlog_review WHERE process_instance_key IS NOT NULL AND closed_at IS NULL),
                 forgotten AS (UPDATE backlog_review SET process_instance_key = NULL
                                WHERE process_instance_key IS NOT NULL)
            SELECT id FROM open ORDER BY id
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
    boolean claim(String id, long processInstanceKey, Instant now) {
        return write(CLAIM, id, processInstanceKey, now);
    }

    /** False if it is closed or another process carries it out. */
    boolean close(String id, long processInstanceKey, Instant now) {
        return write(CLOSE, id, processInstanceKey, now);
    }

    /** False if it is closed or has another process meanwhile. */
    boolean lose(OpenCase lost, Instant now) {
        return write(LOSE, lost.id(), lost.processInstanceKey(), now);
    }

    /** Open reviews that have a process, ordered by id. */
    List<OpenCase> open(String afterId, int limit) {
        return jdbc.sql(OPEN)
                .param("afterId", afterId)
                .param("limit", limit)
                .query((row, number) -> new OpenCase(
                        row.getString("id"),
                        row.getLong("process_instance_key"),
                        row.getTimestamp("process_since").toInstant()))
                .list();
    }

    /** Whether the review has lost its process and has no other. */
    boolean isLost(String id) {
        return jdbc.sql(LOST).param("id", id).query(Integer.class).single() > 0;
    }

    /** The engine is another one: its keys mean nothing any more. The ids of the open reviews that had one. */
    List<String> forgetProcesses() {
        return jdbc.sql(FORGET).query(String.class).list();
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

    private boolean write(String sql, String id, long processInstanceKey, Instant now) {
        return jdbc.sql(sql)
                        .param("id", id)
                        .param("key", processInstanceKey)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private static Review review(ResultSet row, int number) throws SQLException {
        Timestamp closedAt = row.getTimestamp("closed_at");
        return new Review(
                row.getString("id"),
                row.getObject("process_instance_key", Long.class),
                row.getTimestamp("due").toInstant(),
                closedAt == null ? null : closedAt.toInstant());
    }
}
