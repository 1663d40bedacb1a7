package org.vigie.audit;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;
import org.vigie.shared.RetentionProperties;

/** Who completed a user task long ago. The audit trail keeps it; entries that still wait for an account keep theirs. */
@Component
class CompletionRetention implements OldRows {

    private static final String REMOVE = """
            DELETE FROM task_completion
             WHERE (epoch, user_task_key) IN (
                   SELECT epoch, user_task_key FROM task_completion t
                    WHERE completed_at < :before
                      -- the last of an engine tells from where on its index is read
                      AND completed_at < (SELECT max(completed_at) FROM task_completion l WHERE l.epoch = t.epoch)
                      AND NOT EXISTS (SELECT 1 FROM audit_pending p
                                       WHERE p.epoch = t.epoch AND p.process_instance_key = t.process_instance_key)
                    LIMIT :limit)
            """;

    private final JdbcClient jdbc;
    private final RetentionProperties periods;

    CompletionRetention(JdbcClient jdbc, RetentionProperties periods) {
        this.jdbc = jdbc;
        this.periods = periods;
    }

    @Override
    public String what() {
        return "completions of user tasks";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(periods.completions())))
                .param("limit", limit)
                .update();
    }
}
