package org.vigie.statuspage;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;

/** Response times that no page shows any more. */
@Component
class ResponseRetention implements OldRows {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final String REMOVE = """
            DELETE FROM status_response
             WHERE (application, hour) IN (SELECT application, hour FROM status_response WHERE hour < :before LIMIT :limit)
            """;

    private final JdbcClient jdbc;

    ResponseRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String what() {
        return "response times of status pages";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(KEPT)))
                .param("limit", limit)
                .update();
    }
}
