package org.vigie.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.monitoring.uptime.Uptime;
import org.vigie.monitoring.uptime.Uptimes;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;

/** What a week of an application was in figures, and the one who tells of it: each week once, whoever asks. Thread-safe. */
@Service
public class WeekNews {

    private static final String SOURCE = "weekly";
    private static final int DAYS = 7;

    private static final String COUNT = """
            SELECT (SELECT count(*) FROM kpi_ticket
                     WHERE application = :application AND created_at >= :from AND created_at < :until) AS opened,
                   (SELECT count(*) FROM kpi_ticket
                     WHERE application = :application AND closed_at >= :from AND closed_at < :until) AS closed,
                   (SELECT count(*) FROM kpi_incident
                     WHERE application = :application AND opened_at >= :from AND opened_at < :until) AS incidents,
                   (SELECT count(*) FROM kpi_deployment
                     WHERE application = :application AND ended_at >= :from AND ended_at < :until) AS deployments
            """;

    private record Counts(long opened, long closed, long incidents, long deployments) {}

    private final Alerts alerts;
    private final Uptimes uptimes;
    private final JdbcClient jdbc;
    private final Clock clock;

    WeekNews(Alerts alerts, Uptimes uptimes, JdbcClient jdbc, Clock clock) {
        this.alerts = alerts;
        this.uptimes = uptimes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The figures of the week before a Monday, each with its name. */
    public List<String> figures(MaintenancePlan plan, LocalDate monday) {
        ZoneId zone = plan.timeZone();
        Instant from = monday.minusDays(DAYS).atStartOfDay(zone).toInstant();
        Instant until = monday.atStartOfDay(zone).toInstant();
        KpiWords words = KpiWords.of(plan.language());
        Counts counts = jdbc.sql(COUNT)
                .param("application", plan.application())
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query(Counts.class)
                .single();
        List<String> parts = new ArrayList<>();
        uptime(plan, from, until).ifPresent(percent -> parts.add(words.get("week.uptime", percent)));
        parts.add(words.get("week.tickets", counts.opened(), counts.closed()));
        parts.add(words.get("week.incidents", counts.incidents()));
        parts.add(words.get("week.deployments", counts.deployments()));
        return parts;
    }

    /**
     * Tells of the week before a Monday, with the other news of a day.
     *
     * @param more what is known beside the figures
     * @return false if it was told before
     */
    public boolean tell(MaintenancePlan plan, LocalDate monday, List<String> more) {
        LocalDate first = monday.minusDays(DAYS);
        String fingerprint = SOURCE + "/" + plan.application() + "/" + first;
        return alerts.news(new AlertSignal(
                fingerprint,
                clock.instant(),
                plan.application(),
                SOURCE,
                AlertKind.WEEKLY_STATISTICS,
                null,
                KpiWords.of(plan.language()).get("week.title", first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
                null,
                null,
                String.join(
                        ", ",
                        Stream.concat(figures(plan, monday).stream(), more.stream())
                                .toList()),
                null,
                fingerprint));
    }

    /** Of all monitors that see the application as its users do; empty if nothing was watched. */
    private Optional<String> uptime(MaintenancePlan plan, Instant from, Instant until) {
        long up = 0;
        long down = 0;
        for (MonitorSettings monitor : plan.monitoring().monitors()) {
            if (monitor.http() != null) {
                Uptime uptime = uptimes.between(plan.application(), monitor.id(), from, until);
                up += uptime.upSeconds();
                down += uptime.downSeconds();
            }
        }
        return up + down == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(up * 100)
                        .divide(BigDecimal.valueOf(up + down), 2, RoundingMode.FLOOR)
                        .toPlainString());
    }
}
