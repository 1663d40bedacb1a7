package org.vigie.trouble;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;
import org.vigie.shared.RetentionProperties;

/** Troubles that were over long ago. */
@Component
class TroubleRetention implements OldRows {

    private static final String REMOVE = """
            DELETE FROM trouble
             WHERE key IN (SELECT key FROM trouble WHERE cleared_at < :before LIMIT :limit)
            """;

    private final JdbcClient jdbc;
    private final RetentionProperties periods;

    TroubleRetention(JdbcClient jdbc, RetentionProperties periods) {
        this.jdbc = jdbc;
        this.periods = periods;
    }

    @Override
    public String what() {
        return "troubles that are over";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(periods.troubles())))
                .param("limit", limit)
                .update();
    }
}
