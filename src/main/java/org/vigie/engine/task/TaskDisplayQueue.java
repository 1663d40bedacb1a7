package org.vigie.engine.task;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The cases whose open tasks are to be brought up to date in Tasklist. A wish is part of its caller's transaction and stays until
 * it is carried out, however long Tasklist is away; nobody waits for it. Thread-safe.
 */
@Component
public class TaskDisplayQueue {

    /** Changes that come together are one. */
    static final Duration TOGETHER = Duration.ofSeconds(1);
    /** Within this the index shows a task that has begun. */
    static final Duration SETTLED = Duration.ofSeconds(15);

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int LOOKS = 2;

    private static final String WISH = """
            INSERT INTO task_display AS d (case_id, due_at) VALUES (:caseId, :due)
            ON CONFLICT (case_id) DO UPDATE
               SET wished = d.wished + 1, looks = 0,
                   due_at = CASE WHEN d.attempts > 0 THEN d.due_at ELSE least(d.due_at, EXCLUDED.due_at) END
            """;
    private static final String CLAIM = """
            UPDATE task_display SET due_at = :until
             WHERE case_id = (SELECT case_id FROM task_display WHERE due_at <= :now
                               ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING case_id, wished, looks, attempts
            """;
    private static final String AGAIN = """
            UPDATE task_display SET looks = looks + 1, attempts = 0, due_at = :due, last_error = NULL
             WHERE case_id = :caseId AND wished = :wished
            """;
    private static final String FAILED = """
            UPDATE task_display SET attempts = attempts + 1, due_at = :due, last_error = :error WHERE case_id = :caseId
            """;

    /** A case that was taken to be brought up to date. */
    record Claimed(String caseId, long wished, int looks, int attempts) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskDisplayQueue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Asks for the open tasks of the case to show how it is now. */
    public void wish(String caseId) {
        jdbc.sql(WISH).param("caseId", caseId).param("due", at(TOGETHER)).update();
    }

    /** Takes the case that waits for longest; empty if none is due. */
    Optional<Claimed> claim() {
        return jdbc.sql(CLAIM)
                .param("now", Timestamp.from(clock.instant()))
                .param("until", at(LEASE))
                .query(Claimed.class)
                .optional();
    }

    /** The tasks show it; they are looked at once more when the index shows what has begun meanwhile. */
    void shown(Claimed claimed) {
        if (claimed.looks() + 1 < LOOKS) {
            jdbc.sql(AGAIN)
                    .param("caseId", claimed.caseId())
                    .param("wished", claimed.wished())
                    .param("due", at(SETTLED))
                    .update();
        } else {
            settled(claimed);
        }
    }

    /** There is nothing to be shown. */
    void settled(Claimed claimed) {
        jdbc.sql("DELETE FROM task_display WHERE case_id = :caseId AND wished = :wished")
                .param("caseId", claimed.caseId())
                .param("wished", claimed.wished())
                .update();
    }

    void failed(Claimed claimed, Duration pause, String error) {
        jdbc.sql(FAILED)
                .param("caseId", claimed.caseId())
                .param("due", at(pause))
                .param("error", error)
                .update();
    }

    private Timestamp at(Duration later) {
        Instant then = clock.instant().plus(later);
        return Timestamp.from(then);
    }
}
