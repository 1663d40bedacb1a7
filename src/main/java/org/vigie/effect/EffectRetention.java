package org.vigie.effect;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;
import org.vigie.shared.RetentionProperties;

/** Effects that were done long ago: no job that could repeat them is left. What is not done stays. */
@Component
class EffectRetention implements OldRows {

    private static final String REMOVE = """
            DELETE FROM effect
             WHERE key IN (SELECT key FROM effect WHERE state = 'DONE' AND done_at < :before LIMIT :limit)
            """;

    private final JdbcClient jdbc;
    private final RetentionProperties periods;

    EffectRetention(JdbcClient jdbc, RetentionProperties periods) {
        this.jdbc = jdbc;
        this.periods = periods;
    }

    @Override
    public String what() {
        return "effects that are done";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(periods.effects())))
                .param("limit", limit)
                .update();
    }
}
