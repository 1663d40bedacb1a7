package org.vigie.kpi;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.Meter;
import org.vigie.kpi.KpiQueries.Run;
import org.vigie.kpi.KpiQueries.Stretch;
import org.vigie.monitoring.uptime.Uptime;
import org.vigie.monitoring.uptime.Uptimes;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.PlanCalendars;
import org.vigie.plan.Plans;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;

/** The indicators of applications by month; exercises count nowhere. */
@Service
public class Kpis {

    private static final BigDecimal NONE = BigDecimal.ZERO;

    private final Plans plans;
    private final PlanCalendars calendars;
    private final Uptimes uptimes;
    private final KpiQueries queries;
    private final Clock clock;

    Kpis(Plans plans, PlanCalendars calendars, Uptimes uptimes, KpiQueries queries, Clock clock) {
        this.plans = plans;
        this.calendars = calendars;
        this.uptimes = uptimes;
        this.queries = queries;
        this.clock = clock;
    }

    /** The month that goes on in the time zone of an application. */
    public YearMonth currentMonth(MaintenancePlan plan) {
        return YearMonth.from(clock.instant().atZone(plan.timeZone()));
    }

    /**
     * The indicators of a month.
     *
     * @param month null: the one that goes on
     * @throws NotFoundException if there is no such application
     * @throws InvalidFieldException if the month has not begun
     */
    public KpiMonth of(String application, @Nullable YearMonth month) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."));
        return of(plan, month == null ? currentMonth(plan) : month);
    }

    /** The same of every application. */
    public List<KpiMonth> ofAll(@Nullable YearMonth month) {
        return plans.all().stream()
                .map(plan -> of(plan, month == null ? currentMonth(plan) : month))
                .toList();
    }

    private KpiMonth of(MaintenancePlan plan, YearMonth month) {
        Instant now = clock.instant();
        Instant from = month.atDay(1).atStartOfDay(plan.timeZone()).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(plan.timeZone()).toInstant();
        if (from.isAfter(now)) {
            throw new InvalidFieldException("month", "has not begun", "Give a month such as 2026-11.");
        }
        Instant until = end.isAfter(now) ? now : end;
        Stretch stretch = new Stretch(plan.application(), from, until);
        List<Figure> figures = new ArrayList<>();
        for (Kpi kpi : Kpi.values()) {
            figures.add(figure(kpi, plan, month, stretch));
        }
        return new KpiMonth(plan.application(), month.toString(), from, until, !end.isAfter(now), figures);
    }

    private Figure figure(Kpi kpi, MaintenancePlan plan, YearMonth month, Stretch stretch) {
        BigDecimal objective = kpi.objectiveOf(plan.objectives());
        Function<Measured, Figure> figure = measured -> Figure.of(kpi, measured, objective);
        return switch (kpi) {
            case UPTIME -> watched(kpi, sites(plan), objective, sites -> uptime(plan, month, sites));
            case RESPONSE_TIME -> watched(kpi, sites(plan), objective, sites -> queries.responseTime(stretch, sites));
            case ERROR_RATE ->
                watched(
                        kpi,
                        monitors(plan, monitor -> monitor.accessLog() != null),
                        objective,
                        logs -> queries.errorRate(stretch, logs));
            case SATISFACTION -> figure.apply(queries.satisfaction(stretch));
            case RESTORED_WITHIN -> figure.apply(queries.longestOutage(stretch));
            case DATA_LOSS ->
                plan.databases().isEmpty()
                        ? Figure.without(kpi, NONE, Figure.NOT_WATCHED, objective)
                        : figure.apply(queries.longestTimeBetweenBackups(stretch));
            case DEPLOYMENT_SUCCESS -> figure.apply(queries.deployments(stretch));
            case CRITICAL_RESOLUTION -> figure.apply(mean(queries.criticalRuns(stretch), Duration::between));
            case CRITICAL_WORKING_RESOLUTION -> working(kpi, plan, stretch, objective);
            case TICKETS_WITH_TESTS -> figure.apply(queries.ticketsWithTests(stretch));
            case COVERAGE ->
                Figure.of(
                        kpi,
                        queries.coverage(stretch),
                        Boolean.TRUE.equals(plan.objectives().coverageHeld()) ? queries.coverageBefore(stretch) : null);
            case RECURRENCES -> figure.apply(queries.recurrences(stretch));
            case SLA_RESPONSE -> figure.apply(queries.promises(stretch, "response"));
            case SLA_RESOLUTION -> figure.apply(queries.promises(stretch, "resolution"));
            case TECH_DEBT -> figure.apply(queries.techDebt(stretch));
        };
    }

    private static Figure watched(
            Kpi kpi, List<String> monitors, @Nullable BigDecimal objective, Function<List<String>, Measured> measure) {
        return monitors.isEmpty()
                ? Figure.without(kpi, NONE, Figure.NOT_WATCHED, objective)
                : Figure.of(kpi, measure.apply(monitors), objective);
    }

    /** Monitors that see the application as its users do. */
    private static List<String> sites(MaintenancePlan plan) {
        return monitors(plan, monitor -> monitor.http() != null);
    }

    private static List<String> monitors(MaintenancePlan plan, Predicate<MonitorSettings> which) {
        return plan.monitoring().monitors().stream()
                .filter(which)
                .map(MonitorSettings::id)
                .toList();
    }

    private Measured uptime(MaintenancePlan plan, YearMonth month, List<String> sites) {
        long up = 0;
        long down = 0;
        for (Uptimes.MonthOfMonitor monitor : uptimes.month(plan.application(), month)) {
            if (sites.contains(monitor.monitor())) {
                Uptime uptime = monitor.uptime();
                up += uptime.upSeconds();
                down += uptime.downSeconds();
            }
        }
        return Measured.share(BigDecimal.valueOf(up), BigDecimal.valueOf(up + down));
    }

    private Figure working(Kpi kpi, MaintenancePlan plan, Stretch stretch, @Nullable BigDecimal objective) {
        BusinessCalendar calendar = calendars.of(plan);
        if (calendar.definition().slots().isEmpty()) {
            return Figure.without(kpi, NONE, Figure.NO_WORKING_HOURS, objective);
        }
        Meter meter = Meter.of(calendar, ClockKind.WORKING_HOURS);
        return Figure.of(kpi, mean(queries.criticalRuns(stretch), meter::counted), objective);
    }

    private static Measured mean(List<Run> runs, Counted counted) {
        BigDecimal sum = runs.stream()
                .map(run -> seconds(counted.between(run.began(), run.ended())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Measured.mean(sum, runs.stream().map(Run::ticket).distinct().count());
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
    }

    /** How much of the time between two moments counts. */
    @FunctionalInterface
    private interface Counted {
        Duration between(Instant from, Instant to);
    }
}
