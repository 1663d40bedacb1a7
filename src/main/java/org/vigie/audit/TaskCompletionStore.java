package org.vigie.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.engine.task.CompletedTask;

/** The table of completed user tasks. */
@Repository
class TaskCompletionStore {

    private static final String INSERT = """
            INSERT INTO task_completion (epoch, user_task_key, element_instance_key, element_id, process_id,
                                         process_instance_key, account, completed_at)
            VALUES (:epoch, :key, :elementInstance, :element, :process, :instance, :account, :completedAt)
            ON CONFLICT DO NOTHING
            """;
    private static final String HAS =
            "SELECT count(*) FROM task_completion WHERE epoch = :epoch AND user_task_key = :key";
    private static final String LATEST = "SELECT max(completed_at) AS latest FROM task_completion WHERE epoch = :epoch";
    private static final String OF_TURN = """
            SELECT * FROM task_completion
             WHERE epoch = :epoch AND process_instance_key = :instance AND element_id = :element
               AND user_task_key > :after
             ORDER BY user_task_key LIMIT 1
            """;

    private final JdbcClient jdbc;

    TaskCompletionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if it is there already. */
    boolean insert(int epoch, CompletedTask task) {
        return jdbc.sql(INSERT)
                        .param("epoch", epoch)
                        .param("key", task.key())
                        .param("elementInstance", task.elementInstanceKey())
                        .param("element", task.elementId())
                        .param("process", task.processId())
                        .param("instance", task.processInstanceKey())
                        .param("account", task.account())
                        .param("completedAt", Timestamp.from(task.completedAt()))
                        .update()
                == 1;
    }

    boolean has(int epoch, long userTaskKey) {
        return jdbc.sql(HAS)
                        .param("epoch", epoch)
                        .param("key", userTaskKey)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** When the last one that is known was completed; empty if none is. */
    Optional<Instant> latest(int epoch) {
        return jdbc.sql(LATEST)
                .param("epoch", epoch)
                .query((row, number) -> Optional.ofNullable(row.getTimestamp("latest")))
                .single()
                .map(Timestamp::toInstant);
    }

    Optional<TaskCompletion> find(int epoch, TaskTurn turn) {
        return jdbc.sql(OF_TURN)
                .param("epoch", epoch)
                .param("instance", turn.processInstanceKey())
                .param("element", turn.elementId())
                .param("after", turn.after())
                .query(TaskCompletionStore::completion)
                .optional();
    }

    private static TaskCompletion completion(ResultSet row, int number) throws SQLException {
        return new TaskCompletion(
                row.getLong("user_task_key"),
                row.getString("element_id"),
                row.getLong("process_instance_key"),
                new Account(row.getString("account")),
                row.getTimestamp("completed_at").toInstant());
    }
}
