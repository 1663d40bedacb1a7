package org.vigie.notification.upkeep;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;
import org.vigie.shared.RetentionProperties;

/** Notices that were finished long ago. One whose refusal was told goes after the notice that told it. */
@Component
class NoticeRetention implements OldRows {

    private static final String REMOVE = """
            DELETE FROM notice
             WHERE id IN (SELECT id FROM notice n
                           WHERE state <> 'WAITING' AND finished_at < :before
                             AND NOT EXISTS (SELECT 1 FROM notice r WHERE r.refusal_of = n.id)
                           LIMIT :limit)
            """;

    private final JdbcClient jdbc;
    private final RetentionProperties periods;

    NoticeRetention(JdbcClient jdbc, RetentionProperties periods) {
        this.jdbc = jdbc;
        this.periods = periods;
    }

    @Override
    public String what() {
        return "notices";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(periods.notices())))
                .param("limit", limit)
                .update();
    }
}
