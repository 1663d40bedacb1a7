package org.vigie.monitoring.check;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.uptime.Period;
import org.vigie.shared.Rows;

/** In which state monitors were, and what single checks measured. */
@Repository
public class Periods {

    private static final String OPEN_START = """
            SELECT started_at FROM monitor_period
             WHERE application = :application AND monitor = :monitor AND ended_at IS NULL
            """;
    private static final String CLOSE = """
            UPDATE monitor_period SET ended_at = :at
             WHERE application = :application AND monitor = :monitor AND ended_at IS NULL
            """;
    private static final String OPEN = """
            INSERT INTO monitor_period (application, monitor, state, cause, started_at)
            VALUES (:application, :monitor, :state, :cause, :at) RETURNING id
            """;
    private static final String OPEN_ID = """
            SELECT id FROM monitor_period
             WHERE application = :application AND monitor = :monitor AND ended_at IS NULL
            """;
    private static final String BETWEEN = """
            SELECT state, started_at, ended_at FROM monitor_period
             WHERE application = :application AND monitor = :monitor AND started_at < :to
               AND (ended_at IS NULL OR ended_at > :from)
             ORDER BY started_at, id
            """;
    private static final String WAS_UP = """
            SELECT EXISTS (SELECT 1 FROM monitor_period
                            WHERE application = :application AND monitor = :monitor AND state = 'UP')
            """;
    private static final String SAMPLE = """
            INSERT INTO monitor_sample (application, monitor, at, verdict, millis, measures)
            VALUES (:application, :monitor, :at, :verdict, :millis, :measures)
            ON CONFLICT (application, monitor, at) DO NOTHING
            """;

    private final JdbcClient jdbc;

    Periods(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Ends the running period and begins another; never before the running one began, for periods do not overlap.
     *
     * @return the id of the new one
     */
    long begin(String application, String monitor, MonitorState state, @Nullable String cause, Instant at) {
        Instant start = jdbc.sql(OPEN_START)
                .param("application", application)
                .param("monitor", monitor)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional()
                .filter(began -> began.isAfter(at))
                .orElse(at);
        jdbc.sql(CLOSE)
                .param("application", application)
                .param("monitor", monitor)
                .param("at", Timestamp.from(start))
                .update();
        return jdbc.sql(OPEN)
                .param("application", application)
                .param("monitor", monitor)
                .param("state", state.name())
                .param("cause", cause)
                .param("at", Timestamp.from(start))
                .query(Long.class)
                .single();
    }

    void end(String application, String monitor, Instant at) {
        jdbc.sql(CLOSE)
                .param("application", application)
                .param("monitor", monitor)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The id of the running period. */
    long running(String application, String monitor) {
        return jdbc.sql(OPEN_ID)
                .param("application", application)
                .param("monitor", monitor)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** What was between two moments, oldest first; the last may be open. */
    public List<Period> between(String application, String monitor, Instant from, Instant to) {
        return jdbc.sql(BETWEEN)
                .param("application", application)
                .param("monitor", monitor)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> new Period(
                        MonitorState.valueOf(row.getString("state")),
                        row.getTimestamp("started_at").toInstant(),
                        Rows.instant(row, "ended_at")))
                .list();
    }

    /** Whether it was ever up. */
    boolean wasUp(String application, String monitor) {
        return jdbc.sql(WAS_UP)
                .param("application", application)
                .param("monitor", monitor)
                .query(Boolean.class)
                .single();
    }

    void sample(Claimed claimed, Instant at, Observation seen, String measures) {
        jdbc.sql(SAMPLE)
                .param("application", claimed.application())
                .param("monitor", claimed.id())
                .param("at", Timestamp.from(at))
                .param("verdict", seen.state().code())
                .param("millis", seen.millis() == null ? null : Math.toIntExact(seen.millis()))
                .param("measures", measures)
                .update();
    }
}
