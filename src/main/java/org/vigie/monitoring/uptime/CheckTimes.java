package org.vigie.monitoring.uptime;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long checks took that were answered. */
@Repository
public class CheckTimes {

    private static final String BETWEEN = """
            SELECT count(*) AS checks, percentile_disc(0.5) WITHIN GROUP (ORDER BY millis) AS median,
                   percentile_disc(0.95) WITHIN GROUP (ORDER BY millis) AS high
              FROM monitor_sample
             WHERE application = :application AND monitor = :monitor AND at >= :from AND at < :to AND millis IS NOT NULL
               AND verdict IN ('up', 'degraded')
            """;

    private final JdbcClient jdbc;

    CheckTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Times of the checks of one monitor.
     *
     * @param median half of them took no longer, in milliseconds
     * @param high 95 % of them took no longer
     */
    public record Times(long checks, int median, int high) {}

    /** Those between two moments; empty if there are none. */
    public Optional<Times> between(String application, String monitor, Instant from, Instant to) {
        return jdbc.sql(BETWEEN)
                .param("application", application)
                .param("monitor", monitor)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> new Times(row.getLong("checks"), row.getInt("median"), row.getInt("high")))
                .optional()
                .filter(times -> times.checks() > 0);
    }
}
