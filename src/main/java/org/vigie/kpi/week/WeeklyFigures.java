package org.vigie.kpi.week;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.kpi.KpiWords;
import org.vigie.monitoring.check.MonitoringProperties;
import org.vigie.monitoring.uptime.Uptime;
import org.vigie.monitoring.uptime.Uptimes;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.Plans;

/**
 * Tells on Monday what the week before was, in one sentence with the other news of the day: for applications whose monitors run. One
 * whose Monday was over before Vigie ran again is left out.
 */
@Component
class WeeklyFigures {

    private static final Logger LOG = LoggerFactory.getLogger(WeeklyFigures.class);
    private static final String SOURCE = "weekly";
    private static final int HOUR = 7;

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

    private final Plans plans;
    private final Alerts alerts;
    private final Uptimes uptimes;
    private final MonitoringProperties monitoring;
    private final JdbcClient jdbc;
    private final Clock clock;

    WeeklyFigures(
            Plans plans,
            Alerts alerts,
            Uptimes uptimes,
            MonitoringProperties monitoring,
            JdbcClient jdbc,
            Clock clock) {
        this.plans = plans;
        this.alerts = alerts;
        this.uptimes = uptimes;
        this.monitoring = monitoring;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT10M")
    @SchedulerLock(name = "weekly-figures")
    void look() {
        for (MaintenancePlan plan : plans.all()) {
            try {
                if (monitoring.watches(plan.application())) {
                    tell(plan);
                }
            } catch (RuntimeException e) {
                LOG.warn("the figures of the week of {} cannot be told at present", plan.application(), e);
            }
        }
    }

    /** Each week once, whatever is restarted meanwhile. */
    private void tell(MaintenancePlan plan) {
        ZoneId zone = plan.timeZone();
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Instant due = monday.atTime(HOUR, 0).atZone(zone).toInstant();
        if (!today.equals(monday) || clock.instant().isBefore(due)) {
            return;
        }
        LocalDate first = monday.minusDays(7);
        Instant from = first.atStartOfDay(zone).toInstant();
        Instant until = monday.atStartOfDay(zone).toInstant();
        int week = first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        KpiWords words = KpiWords.of(plan.language());
        String fingerprint = SOURCE + "/" + plan.application() + "/" + first;
        alerts.news(new AlertSignal(
                fingerprint,
                due,
                plan.application(),
                SOURCE,
                AlertKind.WEEKLY_STATISTICS,
                null,
                words.get("week.title", week),
                null,
                null,
                text(plan, from, until, words),
                null,
                fingerprint));
    }

    private String text(MaintenancePlan plan, Instant from, Instant until, KpiWords words) {
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
        return String.join(", ", parts);
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
