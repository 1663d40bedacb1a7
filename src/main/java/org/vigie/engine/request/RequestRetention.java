package org.vigie.engine.request;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;
import org.vigie.shared.RetentionProperties;

/** Requests that were seen or withdrawn long ago: whoever could ask the same again is over. */
@Component
class RequestRetention implements OldRows {

    private static final String REMOVE = """
            DELETE FROM process_request
             WHERE id IN (SELECT id FROM process_request
                           WHERE coalesce(seen_at, withdrawn_at) < :before
                             AND (seen_at IS NOT NULL OR withdrawn_at IS NOT NULL)
                           LIMIT :limit)
            """;

    private final JdbcClient jdbc;
    private final RetentionProperties periods;

    RequestRetention(JdbcClient jdbc, RetentionProperties periods) {
        this.jdbc = jdbc;
        this.periods = periods;
    }

    @Override
    public String what() {
        return "requests to processes";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(periods.requests())))
                .param("limit", limit)
                .update();
    }
}
