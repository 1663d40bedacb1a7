package org.vigie.kpi;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sums behind the indicators, exact, over the views of the read model. */
@Repository
class KpiQueries {

    private static final String IN_TIME = " application = :application AND %1$s >= :from AND %1$s < :until ";

    private static final String RESPONSE = """
            SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY millis) AS total, count(*) AS volume
              FROM kpi_check
             WHERE millis IS NOT NULL AND verdict IN ('up', 'degraded') AND monitor = ANY (:monitors) AND
            """ + in("at");
    private static final String ERRORS = """
            SELECT coalesce(sum(errors), 0) AS part, coalesce(sum(requests), 0) AS whole
              FROM kpi_check WHERE monitor = ANY (:monitors) AND
            """ + in("at");
    private static final String SATISFACTION = """
            SELECT coalesce(sum(satisfaction), 0) AS total, count(satisfaction) AS volume
              FROM kpi_ticket WHERE status = 'resolved' AND
            """ + in("closed_at");
    /** One that ends before it began, on a clock that was set back, took no time. */
    private static final String OUTAGE = """
            SELECT extract(epoch FROM max(greatest(ended_at - began_at, interval '0'))) AS total, count(*) AS volume FROM kpi_outage WHERE
            """ + in("ended_at");
    /** From each usable backup to the next; the last one to the end of the time, and what was before counts from its start. */
    private static final String DATA_LOSS = """
            SELECT extract(epoch FROM max(gap)) AS total, count(gap) AS volume
              FROM (SELECT least(lead(taken_at) OVER backups, :until::timestamptz) - taken_at AS gap,
                           least(lead(taken_at) OVER backups, :until::timestamptz) AS next
                      FROM kpi_backup
                     WHERE application = :application AND taken_at < :until
                    WINDOW backups AS (PARTITION BY database ORDER BY taken_at, id)) gaps
             WHERE next > :from
            """;

    private static final String DEPLOYMENTS = """
            SELECT count(*) FILTER (WHERE succeeded AND NOT taken_back) AS part, count(*) AS whole
              FROM kpi_deployment WHERE
            """ + in("ended_at");
    /** When the clock of the resolution ran: neither while the reporter was asked nor while the ticket was closed. */
    private static final String RESOLUTION = """
            SELECT t.id, s.began, s.ended
              FROM kpi_ticket t
             CROSS JOIN LATERAL (
                   SELECT type, at AS began, lead(at) OVER (ORDER BY seq) AS ended
                     FROM (SELECT seq, type, max(at) OVER (ORDER BY seq) AS at FROM kpi_clock_event
                            WHERE ticket_id = t.id AND target = 'resolution'
                              AND type IN ('started', 'paused', 'resumed', 'stopped', 'reopened')) events) s
             WHERE t.priority IN ('P1', 'LEVEL_1') AND t.status = 'resolved'
               AND s.type IN ('started', 'resumed', 'reopened') AND s.ended IS NOT NULL AND
            """ + in("t.closed_at").replace(" application", " t.application");

    private static final String TESTED = """
            SELECT count(*) FILTER (WHERE tested) AS part, count(*) AS whole FROM kpi_change WHERE
            """ + in("closed_at");
    private static final String COVERAGE = """
            SELECT (array_agg(coverage_after ORDER BY at DESC, number DESC))[1] AS total, count(*) AS volume
              FROM kpi_review WHERE approved AND coverage_after IS NOT NULL AND
            """ + in("at");
    private static final String COVERAGE_BEFORE = """
            SELECT coverage_after FROM kpi_review
             WHERE approved AND coverage_after IS NOT NULL AND application = :application AND at < :from
             ORDER BY at DESC, number DESC LIMIT 1
            """;
    private static final String RECURRENCES = """
            SELECT count(*) FILTER (WHERE recurrence_of IS NOT NULL) AS total, count(*) AS volume
              FROM kpi_ticket WHERE type = 'corrective' AND analysed AND
            """ + in("created_at");
    private static final String PROMISES = """
            SELECT count(*) FILTER (WHERE stopped_at <= due) AS part, count(*) AS whole
              FROM kpi_promise WHERE target = :target AND
            """ + in("stopped_at");
    /** Open at the end; an application that never had any says nothing. */
    private static final String TECH_DEBT = """
            SELECT count(*) FILTER (WHERE closed_at IS NULL OR closed_at >= :until) AS total, count(*) AS volume
              FROM kpi_ticket
             WHERE 'tech-debt' = ANY (labels) AND application = :application AND created_at < :until
            """;

    private final JdbcClient jdbc;

    KpiQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is asked about. */
    record Stretch(String application, Instant from, Instant until) {}

    /** A time in which the clock of a ticket ran. */
    record Run(String ticket, Instant began, Instant ended) {}

    /** The time within which 95 of 100 checks of these monitors got their answer, in seconds. */
    Measured responseTime(Stretch stretch, List<String> monitors) {
        Measured millis = single(in(stretch, RESPONSE).param("monitors", monitors.toArray(String[]::new)));
        return new Measured(millis.total(), BigDecimal.valueOf(1_000), millis.volume());
    }

    Measured errorRate(Stretch stretch, List<String> monitors) {
        return share(in(stretch, ERRORS).param("monitors", monitors.toArray(String[]::new)));
    }

    Measured satisfaction(Stretch stretch) {
        Measured sum = single(in(stretch, SATISFACTION));
        return new Measured(sum.total(), sum.volume(), sum.volume());
    }

    Measured longestOutage(Stretch stretch) {
        return single(in(stretch, OUTAGE));
    }

    Measured longestTimeBetweenBackups(Stretch stretch) {
        return single(in(stretch, DATA_LOSS));
    }

    Measured deployments(Stretch stretch) {
        return share(in(stretch, DEPLOYMENTS));
    }

    /** Of tickets of the highest priority that were resolved meanwhile. */
    List<Run> criticalRuns(Stretch stretch) {
        return in(stretch, RESOLUTION)
                .query((row, number) -> new Run(
                        row.getString("id"),
                        row.getTimestamp("began").toInstant(),
                        row.getTimestamp("ended").toInstant()))
                .list();
    }

    Measured ticketsWithTests(Stretch stretch) {
        return share(in(stretch, TESTED));
    }

    Measured coverage(Stretch stretch) {
        return single(in(stretch, COVERAGE));
    }

    /** What it was before; null if that is not known. */
    @Nullable
    BigDecimal coverageBefore(Stretch stretch) {
        return jdbc.sql(COVERAGE_BEFORE)
                .param("application", stretch.application())
                .param("from", Timestamp.from(stretch.from()))
                .query(BigDecimal.class)
                .optional()
                .orElse(null);
    }

    Measured recurrences(Stretch stretch) {
        return single(in(stretch, RECURRENCES));
    }

    /** @param target response or resolution */
    Measured promises(Stretch stretch, String target) {
        return share(in(stretch, PROMISES).param("target", target));
    }

    Measured techDebt(Stretch stretch) {
        return single(in(stretch, TECH_DEBT));
    }

    private static String in(String column) {
        return IN_TIME.formatted(column);
    }

    private JdbcClient.StatementSpec in(Stretch stretch, String sql) {
        return jdbc.sql(sql)
                .param("application", stretch.application())
                .param("from", Timestamp.from(stretch.from()))
                .param("until", Timestamp.from(stretch.until()));
    }

    private static Measured share(JdbcClient.StatementSpec query) {
        return query.query((row, number) -> Measured.share(row.getBigDecimal("part"), row.getBigDecimal("whole")))
                .single();
    }

    private static Measured single(JdbcClient.StatementSpec query) {
        return query.query((row, number) -> Measured.single(row.getBigDecimal("total"), row.getLong("volume")))
                .single();
    }
}
