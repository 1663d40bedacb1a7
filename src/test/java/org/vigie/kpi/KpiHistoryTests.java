package org.vigie.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.kpi.KpiHistory.Backup;
import org.vigie.kpi.KpiHistory.Check;
import org.vigie.kpi.KpiHistory.Release;
import org.vigie.kpi.KpiHistory.Review;
import org.vigie.kpi.KpiHistory.SomeTicket;
import org.vigie.kpi.KpiHistory.Span;
import org.vigie.monitoring.uptime.Uptime;
import org.vigie.monitoring.uptime.Uptimes;
import org.vigie.plan.PlanCalendars;
import org.vigie.plan.load.PlanLoader;
import org.vigie.support.TestDatabase;

/** A long history: each figure of each month, counted once more in plain Java from what was made, is the same. */
class KpiHistoryTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-12-20T12:00:00Z");
    private static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 4, 6),
            LocalDate.of(2026, 5, 1),
            LocalDate.of(2026, 5, 8),
            LocalDate.of(2026, 5, 14),
            LocalDate.of(2026, 5, 25),
            LocalDate.of(2026, 7, 14),
            LocalDate.of(2026, 8, 15),
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2026, 11, 11),
            LocalDate.of(2026, 12, 25),
            LocalDate.of(2025, 12, 25));

    private static final KpiHistory HISTORY = new KpiHistory(10_000, 500, 2_000);
    private static final List<KpiMonth> COUNTED = new ArrayList<>();
    private static long slowest;

    @BeforeAll
    static void makeIt() throws SQLException {
        DriverManagerDataSource database =
                new DriverManagerDataSource(TestDatabase.newDatabase() + "&reWriteBatchedInserts=true");
        Flyway.configure().dataSource(database).load().migrate();
        HISTORY.write(database);
        Uptimes uptimes = mock(Uptimes.class);
        when(uptimes.month(any(), any()))
                .thenAnswer(call -> List.of(
                        month(call.getArgument(0), "site", 2_600_000, 20_000),
                        month(call.getArgument(0), "disk", 1, 1_000_000)));
        Kpis kpis = new Kpis(
                PlanLoader.load(null),
                new PlanCalendars(),
                uptimes,
                new KpiQueries(JdbcClient.create(database)),
                Clock.fixed(NOW, ZoneOffset.UTC));
        for (String application : List.of("cesizen", "mangatheque")) {
            for (int month = 1; month <= 12; month++) {
                long begun = System.nanoTime();
                COUNTED.add(kpis.of(application, YearMonth.of(2026, month)));
                slowest = Math.max(slowest, System.nanoTime() - begun);
            }
        }
    }

    private static Uptimes.MonthOfMonitor month(String application, String monitor, long up, long down) {
        return new Uptimes.MonthOfMonitor(application, monitor, monitor, "", new Uptime(up, down, 0, 0, null));
    }

    @Test
    void everyFigureOfEveryMonthIsTheSameInPlainJava() {
        int figures = 0;
        for (KpiMonth counted : COUNTED) {
            YearMonth month = YearMonth.parse(counted.month());
            Map<Kpi, BigDecimal> expected = new Independent(counted.application(), month).figures();
            for (Figure figure : counted.figures()) {
                BigDecimal wanted = expected.get(figure.kpi());
                String what = counted.application() + " " + month + " " + figure.kpi();
                if (wanted == null) {
                    assertThat(figure.value()).as(what).isNull();
                    assertThat(figure.reason()).as(what).isNotNull();
                } else {
                    figures++;
                    assertThat(figure.value()).as(what).isNotNull();
                    // shown with four decimals, rounded to the worse side
                    assertThat(figure.value().subtract(wanted).abs())
                            .as(what + ": " + wanted + " and " + figure.value())
                            .isLessThan(new BigDecimal("0.0001"));
                }
            }
            assertThat(counted.complete()).isEqualTo(month.getMonthValue() < 12);
        }
        assertThat(figures).as("figures").isGreaterThan(250);
    }

    @Test
    void aMonthOfItIsCountedInSeconds() {
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void everyIndicatorHasAFigureSomewhere() {
        for (Kpi kpi : Kpi.values()) {
            assertThat(COUNTED.stream().map(month -> month.figure(kpi)).filter(figure -> figure.value() != null))
                    .as(kpi.id())
                    .isNotEmpty();
        }
    }

    /** The definitions once more, over lists. */
    private static final class Independent {

        private final String application;
        private final Instant from;
        private final Instant until;
        private final Map<Kpi, BigDecimal> found = new HashMap<>();

        Independent(String application, YearMonth month) {
            this.application = application;
            this.from = month.atDay(1).atStartOfDay(PARIS).toInstant();
            Instant end = month.plusMonths(1).atDay(1).atStartOfDay(PARIS).toInstant();
            this.until = end.isAfter(NOW) ? NOW : end;
        }

        Map<Kpi, BigDecimal> figures() {
            put(Kpi.UPTIME, 2_600_000 * 100.0, 2_620_000, 86_400);
            checks();
            tickets();
            resolutions();
            changes();
            faultsAndBackups();
            deployments();
            return found;
        }

        private void checks() {
            if (!application.equals("mangatheque")) {
                return;
            }
            List<Integer> millis = HISTORY.checks.stream()
                    .filter(check -> check.monitor().equals("site") && isIn(check.at()) && check.millis() != null)
                    .filter(check -> !check.verdict().equals("down"))
                    .map(Check::millis)
                    .sorted()
                    .toList();
            if (millis.size() >= 100) {
                found.put(
                        Kpi.RESPONSE_TIME,
                        BigDecimal.valueOf(millis.get((int) Math.ceil(millis.size() * 95 / 100.0) - 1), 3));
            }
            long requests = 0;
            long errors = 0;
            for (Check check : HISTORY.checks) {
                if (check.monitor().equals("requests") && isIn(check.at())) {
                    requests += check.requests();
                    errors += check.errors();
                }
            }
            put(Kpi.ERROR_RATE, errors * 100, requests, 1_000);
        }

        private void tickets() {
            long marks = 0;
            long marked = 0;
            long analysed = 0;
            long again = 0;
            long debt = 0;
            long everDebt = 0;
            long[] promised = new long[2];
            long[] kept = new long[2];
            for (SomeTicket ticket : mine()) {
                if (ticket.isResolved() && isIn(ticket.closed()) && ticket.mark() != null) {
                    marks += ticket.mark();
                    marked++;
                }
                if (ticket.type().equals("corrective") && ticket.analysed() && isIn(ticket.created())) {
                    analysed++;
                    again += ticket.recurrenceOf() == null ? 0 : 1;
                }
                if (ticket.debt() && ticket.created().isBefore(until)) {
                    everDebt++;
                    debt += ticket.closed() == null || !ticket.closed().isBefore(until) ? 1 : 0;
                }
                if (Set.of("resolved", "implementation").contains(ticket.status())) {
                    if (ticket.responseDue() != null && isIn(ticket.responded())) {
                        promised[0]++;
                        kept[0] += ticket.responded().isAfter(ticket.responseDue()) ? 0 : 1;
                    }
                    if (ticket.due() != null && isIn(ticket.closed())) {
                        promised[1]++;
                        kept[1] += ticket.closed().isAfter(ticket.due()) ? 0 : 1;
                    }
                }
            }
            put(Kpi.SATISFACTION, marks, marked, 3);
            put(Kpi.RECURRENCES, again, analysed == 0 ? 0 : 1, 1);
            put(Kpi.TECH_DEBT, debt, everDebt == 0 ? 0 : 1, 1);
            put(Kpi.SLA_RESPONSE, kept[0] * 100, promised[0], 1);
            put(Kpi.SLA_RESOLUTION, kept[1] * 100, promised[1], 1);
        }

        private void resolutions() {
            long elapsed = 0;
            long working = 0;
            long count = 0;
            for (SomeTicket ticket : mine()) {
                if (ticket.isResolved()
                        && isIn(ticket.closed())
                        && Set.of("P1", "LEVEL_1").contains(ticket.priority())) {
                    count++;
                    for (Span span : ticket.spans()) {
                        elapsed += Duration.between(span.from(), span.to()).toSeconds();
                        working += workingSeconds(span);
                    }
                }
            }
            put(Kpi.CRITICAL_RESOLUTION, elapsed, count, 1);
            put(Kpi.CRITICAL_WORKING_RESOLUTION, working, count, 1);
        }

        private void changes() {
            long changed = 0;
            long tested = 0;
            Review last = null;
            for (SomeTicket ticket : mine()) {
                if (ticket.isResolved()
                        && isIn(ticket.closed())
                        && !ticket.reviews().isEmpty()) {
                    changed++;
                    tested += ticket.reviews().getLast().tested() ? 1 : 0;
                }
                for (Review review : ticket.reviews()) {
                    if (review.approved()
                            && review.coverage() != null
                            && isIn(review.at())
                            && (last == null || !review.at().isBefore(last.at()))) {
                        last = review;
                    }
                }
            }
            put(Kpi.TICKETS_WITH_TESTS, tested * 100, changed, 1);
            if (last != null) {
                found.put(Kpi.COVERAGE, BigDecimal.valueOf(last.coverage()));
            }
        }

        private void faultsAndBackups() {
            List<Duration> outages = new ArrayList<>();
            HISTORY.faults.stream()
                    .filter(fault ->
                            fault.application().equals(application) && !fault.exercise() && isIn(fault.resolved()))
                    .filter(fault -> Set.of("service-down", "data-loss").contains(fault.impact()))
                    .forEach(fault -> outages.add(Duration.between(fault.since(), fault.resolved())));
            HISTORY.recoveries.stream()
                    .filter(recovery -> recovery.application().equals(application)
                            && !recovery.ofARelease()
                            && isIn(recovery.ended()))
                    .forEach(recovery -> outages.add(Duration.between(recovery.requested(), recovery.ended())));
            outages.stream()
                    .max(Comparator.naturalOrder())
                    .ifPresent(longest -> found.put(Kpi.RESTORED_WITHIN, BigDecimal.valueOf(longest.toSeconds())));
            Duration worst = null;
            for (String database : application.equals("cesizen") || application.equals("mangatheque")
                    ? List.of("main", "archive")
                    : List.<String>of()) {
                Instant before = null;
                List<Instant> moments = new ArrayList<>(HISTORY.backups.stream()
                        .filter(backup -> backup.application().equals(application)
                                && backup.database().equals(database))
                        .filter(backup -> Set.of("copied", "verified").contains(backup.state()))
                        .map(Backup::taken)
                        .filter(taken -> taken.isBefore(until))
                        .sorted()
                        .toList());
                moments.add(until);
                for (Instant moment : moments) {
                    if (before != null && moment.isAfter(from)) {
                        Duration gap = Duration.between(before, moment);
                        worst = worst == null || gap.compareTo(worst) > 0 ? gap : worst;
                    }
                    before = moment;
                }
            }
            if (worst != null
                    && !PlanLoader.load(null).require(application).databases().isEmpty()) {
                found.put(Kpi.DATA_LOSS, BigDecimal.valueOf(worst.toSeconds()));
            }
        }

        private void deployments() {
            long all = 0;
            long good = 0;
            for (Release release : HISTORY.releases) {
                if (release.application().equals(application)
                        && !release.exercise()
                        && release.inProduction()
                        && isIn(release.ended())
                        && Set.of("succeeded", "failed").contains(release.status())) {
                    all++;
                    good += release.status().equals("succeeded") && !release.takenBack() ? 1 : 0;
                }
            }
            put(Kpi.DEPLOYMENT_SUCCESS, good * 100, all, 1);
        }

        private List<SomeTicket> mine() {
            return HISTORY.tickets.stream()
                    .filter(ticket -> ticket.application().equals(application) && !ticket.exercise())
                    .toList();
        }

        private boolean isIn(@Nullable Instant moment) {
            return moment != null && !moment.isBefore(from) && moment.isBefore(until);
        }

        private void put(Kpi kpi, double total, long parts, long minimum) {
            if (parts > 0 && (parts >= minimum || kpi == Kpi.RECURRENCES)) {
                found.put(kpi, BigDecimal.valueOf(total).divide(BigDecimal.valueOf(parts), MathContext.DECIMAL64));
            }
        }

        /** Minute by minute: nine to twelve and one to six on weekdays that are no holiday. */
        private static long workingSeconds(Span span) {
            long seconds = 0;
            for (Instant at = span.from(); at.isBefore(span.to()); at = at.plusSeconds(60)) {
                ZonedDateTime local = at.atZone(PARIS);
                int hour = local.getHour();
                boolean works = local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                        && !HOLIDAYS.contains(local.toLocalDate())
                        && (hour >= 9 && hour < 12 || hour >= 13 && hour < 18);
                seconds += works ? 60 : 0;
            }
            return seconds;
        }
    }
}
