package org.vigie.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of entries whose actor is not known yet. */
@Repository
class PendingEntries {

    private static final String ADD = """
            INSERT INTO audit_pending (epoch, process_instance_key, element_id, after_key, subject, at, action, details)
            VALUES (:epoch, :instance, :element, :after, :subject, :at, :action, :details)
            """;
    private static final String TAKE = """
            WITH known AS (
                SELECT p.id, t.user_task_key IS NOT NULL AS completed, t.account
                  FROM audit_pending p
                  LEFT JOIN LATERAL (SELECT user_task_key, account FROM task_completion t
                                      WHERE t.epoch = p.epoch AND t.process_instance_key = p.process_instance_key
                                        AND t.element_id = p.element_id AND t.user_task_key > p.after_key
                                      ORDER BY t.user_task_key LIMIT 1) t ON true
                 WHERE t.user_task_key IS NOT NULL OR p.epoch <> :epoch OR p.at < :before
                 ORDER BY p.id LIMIT 1000)
            DELETE FROM audit_pending p USING known WHERE p.id = known.id
            RETURNING p.id, p.subject, p.at, p.action, p.details, known.completed, known.account
            """;

    private final JdbcClient jdbc;
    private final EntryDetails details;

    PendingEntries(JdbcClient jdbc, EntryDetails details) {
        this.jdbc = jdbc;
        this.details = details;
    }

    /**
     * An entry that does not wait any more.
     *
     * @param id its place in the trail
     * @param isCompleted whether the completion is known
     */
    record Told(long id, AuditEntry entry, boolean isCompleted, Account account) {}

    void add(int epoch, TaskTurn turn, AuditEntry entry) {
        jdbc.sql(ADD)
                .param("epoch", epoch)
                .param("instance", turn.processInstanceKey())
                .param("element", turn.elementId())
                .param("after", turn.after())
                .param("subject", entry.subject())
                .param("at", Timestamp.from(entry.at()))
                .param("action", entry.action())
                .param("details", details.write(entry.details()))
                .update();
    }

    /** Takes out those whose task is known, and those of an engine that is gone or from before a moment. */
    List<Told> take(int epoch, Instant before) {
        return jdbc.sql(TAKE)
                .param("epoch", epoch)
                .param("before", Timestamp.from(before))
                .query((row, number) -> new Told(
                        row.getLong("id"),
                        new AuditEntry(
                                row.getString("subject"),
                                row.getTimestamp("at").toInstant(),
                                AuditEntry.UNKNOWN,
                                row.getString("action"),
                                details.read(row.getString("details"))),
                        row.getBoolean("completed"),
                        new Account(row.getString("account"))))
                .list();
    }
}
