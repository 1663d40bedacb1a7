package org.vigie.preventive;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.PreventiveSettings;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/**
 * The year 2027 of both plans, looked at as Vigie would, with two outages of three days over the changes of the clock, and beside it
 * the same year as somebody would write it down who reads the two plans and a wall calendar: no table, no calendar and no zone of
 * Vigie is asked for that.
 */
@VigieTest
class PreventiveYearTests {

    /** Over Easter and the begin of summer time; over its end and All Saints. */
    private static final List<Outage> OUTAGES = List.of(
            new Outage(Instant.parse("2027-03-27T12:00:00Z"), Instant.parse("2027-03-30T12:00:00Z")),
            new Outage(Instant.parse("2027-10-29T12:00:00Z"), Instant.parse("2027-11-01T12:00:00Z")));

    private static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2027, 1, 1),
            LocalDate.of(2027, 3, 29), // Easter Monday
            LocalDate.of(2027, 5, 1),
            LocalDate.of(2027, 5, 6), // Ascension
            LocalDate.of(2027, 5, 8),
            LocalDate.of(2027, 5, 17), // Whit Monday
            LocalDate.of(2027, 7, 14),
            LocalDate.of(2027, 8, 15),
            LocalDate.of(2027, 11, 1),
            LocalDate.of(2027, 11, 11),
            LocalDate.of(2027, 12, 25));

    private record Outage(Instant from, Instant to) {
        boolean contains(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** A line of the plan: on which days it falls due, and whether people have to work then. */
    private record Line(String entry, Predicate<LocalDate> days, boolean workday) {}

    /** An entry on a day, and what became of it. */
    private record Due(String entry, LocalDate day, Instant due, boolean late, boolean madeUpFor) {}

    @Autowired
    PreventiveRuns runs;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    /** The clock of the application would look, too, with the time of day that the plan file says. */
    @BeforeEach
    void onlyTheTestLooks() {
        jdbc.sql("""
                        INSERT INTO scheduler_lock (name, lock_until, locked_at, locked_by)
                        VALUES ('preventive-calendar', '2100-01-01', now(), 'test')
                        ON CONFLICT (name) DO UPDATE SET lock_until = '2100-01-01'
                        """).update();
        nothingIsLeft();
    }

    @AfterEach
    void theApplicationLooksAgain() {
        nothingIsLeft();
        jdbc.sql("UPDATE scheduler_lock SET lock_until = '2000-01-01' WHERE name = 'preventive-calendar'")
                .update();
    }

    private void nothingIsLeft() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM preventive_run").update();
        jdbc.sql("DELETE FROM preventive_calendar").update();
        jdbc.sql("DELETE FROM process_request WHERE case_id LIKE 'PM-%'").update();
    }

    @Test
    void everyEntryOfMangathequeRanOnItsDayOnce() {
        // half past two: an hour that one day of the year does not have, and another has twice
        assertYear(at("mangatheque", LocalTime.of(2, 30)), mangatheque(), LocalTime.of(2, 30), "01:00:00", "02:00:00");
    }

    @Test
    void everyEntryOfCesizenRanOnItsDayOnce() {
        assertYear(plans.require("cesizen"), cesizen(), LocalTime.of(9, 0), "07:30:00", "08:30:00");
    }

    private MaintenancePlan at(String application, LocalTime time) {
        MaintenancePlan plan = plans.require(application);
        PreventiveSettings settings = plan.preventive();
        return plan.withPreventive(new PreventiveSettings(
                time,
                settings.commands(),
                settings.loadTest(),
                settings.budget(),
                settings.figures(),
                List.of(),
                null,
                null));
    }

    private static List<Line> mangatheque() {
        List<Line> lines = new ArrayList<>();
        // every day
        lines.add(new Line("daily-checks", day -> true, false));
        lines.add(new Line("daily-vulnerability-scan", day -> true, false));
        // every week
        lines.add(new Line("weekly-analysis", day -> day.getDayOfWeek() == MONDAY, false));
        lines.add(new Line("weekly-clean-up", day -> day.getDayOfWeek() == MONDAY, false));
        lines.add(new Line("weekly-dependencies", day -> day.getDayOfWeek() == TUESDAY, false));
        // every month
        lines.add(monthly("monthly-dependencies", 2, false));
        lines.add(monthly("monthly-optimisation", 3, false));
        lines.add(monthly("monthly-restore-test", 4, false));
        lines.add(monthly("monthly-security-audit", 5, true));
        lines.add(monthly("monthly-figures", 6, true));
        lines.add(monthly("monthly-performance-review", 8, true));
        lines.add(monthly("monthly-procedures-review", 10, true));
        lines.add(monthly("monthly-validation", 25, true));
        lines.add(monthly("monthly-plan-review", 26, true));
        lines.add(monthly("monthly-budget", 27, true));
        // every two months
        lines.add(new Line("ux-review", day -> day.getMonthValue() % 2 == 0 && day.getDayOfMonth() == 9, true));
        // every quarter
        lines.add(quarterly("quarterly-security-audit", 11, true));
        lines.add(quarterly("quarterly-load-test", 12, true));
        lines.add(quarterly("quarterly-full-backup", 13, false));
        lines.add(quarterly("quarterly-major-updates", 14, true));
        lines.add(quarterly("quarterly-architecture-review", 15, true));
        lines.add(quarterly("quarterly-training", 16, true));
        lines.add(quarterly("quarterly-features", 17, true));
        lines.add(quarterly("quarterly-user-guide", 18, true));
        lines.add(quarterly("roadmap-short", 19, true));
        lines.add(quarterly("quarterly-validation", 24, true));
        lines.add(quarterly("quarterly-plan-review", 28, true));
        // every half-year
        lines.add(halfYearly("half-yearly-technology", 20));
        lines.add(halfYearly("roadmap-medium", 21));
        // every year
        lines.add(new Line("roadmap-long", day -> day.equals(LocalDate.of(2027, 1, 22)), true));
        lines.add(new Line("yearly-plan-overhaul", day -> day.equals(LocalDate.of(2027, 1, 23)), true));
        // a theme for each month
        for (Month month : Month.values()) {
            lines.add(new Line(
                    "theme-" + month.name().toLowerCase(),
                    day -> day.getMonth() == month && day.getDayOfMonth() == 1,
                    true));
        }
        return lines;
    }

    private static List<Line> cesizen() {
        return List.of(
                monthly("monthly-dependencies", 2, false),
                monthly("monthly-watch", 3, false),
                monthly("monthly-library-review", 5, true),
                quarterly("quarterly-restore-test", 4, false),
                halfYearly("half-yearly-gdpr-review", 11),
                halfYearly("half-yearly-configuration-audit", 12));
    }

    private static Line monthly(String entry, int dayOfMonth, boolean workday) {
        return new Line(entry, day -> day.getDayOfMonth() == dayOfMonth, workday);
    }

    private static Line quarterly(String entry, int dayOfMonth, boolean workday) {
        return new Line(entry, day -> day.getMonthValue() % 3 == 1 && day.getDayOfMonth() == dayOfMonth, workday);
    }

    private static Line halfYearly(String entry, int dayOfMonth) {
        return new Line(entry, day -> day.getMonthValue() % 6 == 1 && day.getDayOfMonth() == dayOfMonth, true);
    }

    private void assertYear(MaintenancePlan plan, List<Line> lines, LocalTime at, String... looks) {
        clock.set(Instant.parse("2026-12-31T12:00:00Z"));
        runs.raise(plan);
        for (LocalDate day = LocalDate.of(2027, 1, 1); day.getYear() == 2027; day = day.plusDays(1)) {
            for (String look : looks) {
                look(plan, Instant.parse(day + "T" + look + "Z"));
            }
            LocalDate today = day;
            // who starts again looks at once
            OUTAGES.stream()
                    .map(Outage::to)
                    .filter(end -> end.atZone(ZoneOffset.UTC).toLocalDate().equals(today))
                    .forEach(end -> look(plan, end));
        }
        List<Due> expected = expected(lines, at);
        assertThat(ran(plan.application())).containsExactlyInAnyOrderElementsOf(expected);
        // each that was made up for names the one that stands for it, and no other
        assertThat(jdbc.sql("""
                                SELECT count(*) FROM preventive_run r JOIN preventive_run l ON l.id = r.made_up_for_by
                                 WHERE l.entry = r.entry AND l.due_at > r.due_at AND l.late
                                """).query(Long.class).single())
                .isEqualTo(expected.stream().filter(Due::madeUpFor).count());
        // one process for each that ran, and none for what was made up for
        assertThat(jdbc.sql("SELECT count(*) FROM process_request WHERE case_id LIKE 'PM-%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(expected.stream().filter(due -> !due.madeUpFor()).count());
    }

    private void look(MaintenancePlan plan, Instant moment) {
        if (OUTAGES.stream().noneMatch(outage -> outage.contains(moment))) {
            clock.set(moment);
            runs.raise(plan);
            runs.raise(plan);
        }
    }

    private List<Due> ran(String application) {
        return jdbc.sql("SELECT * FROM preventive_run WHERE application = :application")
                .param("application", application)
                .query((row, number) -> new Due(
                        row.getString("entry"),
                        row.getObject("day", LocalDate.class),
                        row.getTimestamp("due_at").toInstant(),
                        row.getBoolean("late") && row.getString("made_up_for_by") == null,
                        row.getString("made_up_for_by") != null))
                .list();
    }

    private static List<Due> expected(List<Line> lines, LocalTime at) {
        List<Due> all = new ArrayList<>();
        for (Line line : lines) {
            Map<Outage, List<Due>> missed = new HashMap<>();
            for (LocalDate day = LocalDate.of(2027, 1, 1); day.getYear() == 2027; day = day.plusDays(1)) {
                if (!line.days().test(day)) {
                    continue;
                }
                Instant due = inParis(line.workday() ? nextWorkday(day) : day, at);
                LocalDate named = day;
                OUTAGES.stream()
                        .filter(outage -> outage.contains(due))
                        .findFirst()
                        .ifPresentOrElse(
                                outage -> missed.computeIfAbsent(outage, key -> new ArrayList<>())
                                        .add(new Due(line.entry(), named, due, true, false)),
                                () -> all.add(new Due(line.entry(), named, due, false, false)));
            }
            missed.values().forEach(dues -> {
                dues.sort(Comparator.comparing(Due::due));
                all.add(dues.removeLast());
                dues.forEach(due -> all.add(new Due(due.entry(), due.day(), due.due(), false, true)));
            });
        }
        return all;
    }

    private static LocalDate nextWorkday(LocalDate day) {
        LocalDate next = day;
        while (next.getDayOfWeek() == SATURDAY || next.getDayOfWeek() == SUNDAY || HOLIDAYS.contains(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** Summer time from the last Sunday of March to the last of October, at one o'clock UTC. */
    private static Instant inParis(LocalDate day, LocalTime at) {
        boolean summer = !day.isBefore(LocalDate.of(2027, 3, 29)) && !day.isAfter(LocalDate.of(2027, 10, 31));
        if (day.equals(LocalDate.of(2027, 3, 28))) {
            // half past two does not exist: the clock shows half past three; nine o'clock is in summer time
            return at.equals(LocalTime.of(2, 30))
                    ? Instant.parse("2027-03-28T01:30:00Z")
                    : day.atTime(at).toInstant(ZoneOffset.ofHours(2));
        }
        if (day.equals(LocalDate.of(2027, 10, 31))) {
            // half past two comes twice: the first one counts; nine o'clock is in winter time
            return at.equals(LocalTime.of(2, 30))
                    ? Instant.parse("2027-10-31T00:30:00Z")
                    : day.atTime(at).toInstant(ZoneOffset.ofHours(1));
        }
        return day.atTime(at).toInstant(ZoneOffset.ofHours(summer ? 2 : 1));
    }
}
