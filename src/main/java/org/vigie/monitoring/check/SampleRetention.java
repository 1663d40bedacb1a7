package org.vigie.monitoring.check;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;

/** Figures of single checks; the periods that uptime is made of stay. */
@Component
class SampleRetention implements OldRows {

    private static final String REMOVE = """
            DELETE FROM monitor_sample
             WHERE ctid IN (SELECT ctid FROM monitor_sample WHERE at < :before LIMIT :limit)
            """;

    private final JdbcClient jdbc;
    private final MonitoringProperties properties;

    SampleRetention(JdbcClient jdbc, MonitoringProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @Override
    public String what() {
        return "figures of checks";
    }

    @Override
    public int remove(Instant now, int limit) {
        return jdbc.sql(REMOVE)
                .param("before", Timestamp.from(now.minus(properties.samples())))
                .param("limit", limit)
                .update();
    }
}
