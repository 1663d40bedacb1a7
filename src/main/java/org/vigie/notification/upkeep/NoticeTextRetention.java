package org.vigie.notification.upkeep;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;
import org.vigie.shared.RetentionProperties;

/** Forgets what notices said, which names people; who was told of what and when stays for longer. */
@Component
class NoticeTextRetention implements OldRows {

    private static final String REMOVE = """
            UPDATE notice SET title = '', plain = '', html = ''
             WHERE id IN (SELECT id FROM notice
                           WHERE state <> 'WAITING' AND finished_at < :before AND (title, plain, html) <> ('', '', '')
                           LIMIT :limit)
            """;

    private final JdbcClient jdbc;
    private final RetentionProperties periods;

    NoticeTextRetention(JdbcClient jdbc, RetentionProperties periods) {
        this.jdbc = jdbc;
        this.periods = periods;
    }

    @Override
    public String what() {
        return "texts of notices";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(periods.noticeTexts())))
                .param("limit", limit)
                .update();
    }
}
