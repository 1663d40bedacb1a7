package org.vigie.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** The table of the steps of operations. */
@Repository
class OperationStepStore {

    private static final String BEGIN = """
            INSERT INTO operation_step (operation_id, number, name, status, run_id, place, started_at, due_at)
            SELECT :id, coalesce(max(number), 0) + 1, :name, 'running',
                   CASE WHEN :place::text IS NOT NULL THEN :id || '.' || (coalesce(max(number), 0) + 1) END, :place, :now, :dueAt::timestamptz
              FROM operation_step WHERE operation_id = :id
            """;
    private static final String LATEST = """
            SELECT * FROM operation_step WHERE operation_id = :id AND name = :name ORDER BY number DESC LIMIT 1
            """;
    private static final String END = """
            UPDATE operation_step SET status = :status, ended_at = :now, detail = :detail
             WHERE operation_id = :id AND number = :number AND status = 'running'
            """;
    private static final String END_ALL = """
            UPDATE operation_step SET status = 'failed', ended_at = :now, detail = :detail
             WHERE operation_id = :id AND status = 'running'
            """;
    private static final String NOTE = """
            UPDATE operation_step SET detail = :detail
             WHERE operation_id = :id AND status = 'running' AND run_id IS NULL
            """;
    private static final String GIVE_UP_ELSEWHERE = """
            UPDATE operation_step SET status = 'failed', ended_at = :now, detail = 'given up: begun at ' || place
             WHERE operation_id = :id AND place <> :here AND status <> 'failed'
            """;
    private static final String CANCELLED = """
            SELECT s.operation_id, s.number, s.run_id FROM operation_step s JOIN operation o ON o.id = s.operation_id
             WHERE o.ended_at IS NULL AND o.cancelled_by IS NOT NULL AND s.status = 'running' AND s.place = :here
            """;
    private static final String ALL = "SELECT * FROM operation_step WHERE operation_id = :id ORDER BY number";

    /** A command that runs for an operation that is to end. */
    record Cancelled(String operationId, int number, String runId) {}

    private final JdbcClient jdbc;

    OperationStepStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param place of the command that carries it out; null if none does
     * @param dueAt when that command is ended at the latest
     */
    void begin(String operationId, String name, @Nullable String place, Instant now, @Nullable Instant dueAt) {
        jdbc.sql(BEGIN)
                .param("id", operationId)
                .param("name", name)
                .param("place", place)
                .param("now", Timestamp.from(now))
                .param("dueAt", dueAt == null ? null : Timestamp.from(dueAt))
                .update();
    }

    Optional<OperationStep> latest(String operationId, String name) {
        return jdbc.sql(LATEST)
                .param("id", operationId)
                .param("name", name)
                .query(OperationStepStore::step)
                .optional();
    }

    void end(String operationId, int number, StepStatus status, @Nullable String detail, Instant now) {
        jdbc.sql(END)
                .param("id", operationId)
                .param("number", number)
                .param("status", status.id())
                .param("detail", detail)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Whatever still runs has failed. */
    void endAll(String operationId, String detail, Instant now) {
        jdbc.sql(END_ALL)
                .param("id", operationId)
                .param("detail", detail)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Of what goes on without a command. */
    void note(String operationId, @Nullable String detail) {
        jdbc.sql(NOTE).param("id", operationId).param("detail", detail).update();
    }

    /** False if nothing of it was begun anywhere else, or only what failed. */
    boolean giveUpElsewhere(String operationId, String here, Instant now) {
        return jdbc.sql(GIVE_UP_ELSEWHERE)
                        .param("id", operationId)
                        .param("here", here)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    List<Cancelled> cancelledAt(String here) {
        return jdbc.sql(CANCELLED).param("here", here).query(Cancelled.class).list();
    }

    List<OperationStep> of(String operationId) {
        return jdbc.sql(ALL)
                .param("id", operationId)
                .query(OperationStepStore::step)
                .list();
    }

    private static OperationStep step(ResultSet row, int number) throws SQLException {
        return new OperationStep(
                row.getInt("number"),
                row.getString("name"),
                StepStatus.of(row.getString("status")),
                row.getString("run_id"),
                row.getString("place"),
                row.getTimestamp("started_at").toInstant(),
                Rows.instant(row, "ended_at"),
                row.getString("detail"));
    }
}
