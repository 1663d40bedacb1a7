package org.vigie.preventive;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A year of both plans with two outages of three days over the changes of the clock, as somebody would write it down who reads the two
 * plans and a wall calendar: no table, no calendar and no zone of Vigie is asked for that.
 */
final class WrittenYear {

    /** As calendars print them. */
    private static final Map<Integer, LocalDate> EASTER = Stream.of(
                    "2027-03-28",
                    "2028-04-16",
                    "2029-04-01",
                    "2030-04-21",
                    "2031-04-13",
                    "2032-03-28",
                    "2033-04-17",
                    "2034-04-09",
                    "2035-03-25",
                    "2036-04-13",
                    "2037-04-05",
                    "2038-04-25",
                    "2039-04-10",
                    "2040-04-01")
            .map(LocalDate::parse)
            .collect(Collectors.toMap(LocalDate::getYear, day -> day));

    private static final List<MonthDay> FIXED = Stream.of(
                    "--01-01", "--05-01", "--05-08", "--07-14", "--08-15", "--11-01", "--11-11", "--12-25")
            .map(MonthDay::parse)
            .toList();

    private final int year;
    private final LocalDate summer;
    private final LocalDate winter;
    private final Set<LocalDate> holidays;

    WrittenYear(int year) {
        this.year = year;
        summer = LocalDate.of(year, 3, 1).with(TemporalAdjusters.lastInMonth(SUNDAY));
        winter = LocalDate.of(year, 10, 1).with(TemporalAdjusters.lastInMonth(SUNDAY));
        LocalDate easter = EASTER.get(year);
        holidays = Stream.concat(
                        FIXED.stream().map(day -> day.atYear(year)),
                        Stream.of(easter.plusDays(1), easter.plusDays(39), easter.plusDays(50)))
                .collect(Collectors.toSet());
    }

    /** Vigie is down. */
    record Outage(Instant from, Instant to) {
        boolean contains(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** A line of the plan: on which days it falls due, and whether people have to work then. */
    record Line(String entry, Predicate<LocalDate> days, boolean workday) {}

    /** An entry on a day, and what became of it. */
    record Due(String entry, LocalDate day, Instant due, boolean late, boolean madeUpFor) {}

    /** Over the begin of summer time and over its end. */
    List<Outage> outages() {
        return List.of(
                new Outage(noon(summer.minusDays(1)), noon(summer.plusDays(2))),
                new Outage(noon(winter.minusDays(2)), noon(winter.plusDays(1))));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** The lines of the plan of MangaThèque. */
    List<Line> mangatheque() {
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
        lines.add(new Line("roadmap-long", day -> day.equals(LocalDate.of(year, 1, 22)), true));
        lines.add(new Line("yearly-plan-overhaul", day -> day.equals(LocalDate.of(year, 1, 23)), true));
        // a theme for each month
        for (Month month : Month.values()) {
            lines.add(new Line(
                    "theme-" + month.name().toLowerCase(),
                    day -> day.getMonth() == month && day.getDayOfMonth() == 1,
                    true));
        }
        return lines;
    }

    /** The lines of the plan of CESIZen. */
    List<Line> cesizen() {
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

    /** What must have become of every entry, where entries fall due at this local time. */
    List<Due> expected(List<Line> lines, LocalTime at) {
        List<Due> all = new ArrayList<>();
        for (Line line : lines) {
            Map<Outage, List<Due>> missed = new HashMap<>();
            for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
                if (!line.days().test(day)) {
                    continue;
                }
                Instant due = inParis(line.workday() ? nextWorkday(day) : day, at);
                LocalDate named = day;
                outages().stream()
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

    private LocalDate nextWorkday(LocalDate day) {
        LocalDate next = day;
        while (next.getDayOfWeek() == SATURDAY || next.getDayOfWeek() == SUNDAY || holidays.contains(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** Summer time from the last Sunday of March to the last of October, at one o'clock UTC. */
    private Instant inParis(LocalDate day, LocalTime at) {
        boolean inSummer = day.isAfter(summer) && !day.isAfter(winter);
        if (day.equals(summer)) {
            // half past two does not exist: the clock shows half past three; nine o'clock is in summer time
            return at.equals(LocalTime.of(2, 30))
                    ? day.atTime(1, 30).toInstant(ZoneOffset.UTC)
                    : day.atTime(at).toInstant(ZoneOffset.ofHours(2));
        }
        if (day.equals(winter)) {
            // half past two comes twice: the first one counts; nine o'clock is in winter time
            return at.equals(LocalTime.of(2, 30))
                    ? day.atTime(0, 30).toInstant(ZoneOffset.UTC)
                    : day.atTime(at).toInstant(ZoneOffset.ofHours(1));
        }
        return day.atTime(at).toInstant(ZoneOffset.ofHours(inSummer ? 2 : 1));
    }
}
