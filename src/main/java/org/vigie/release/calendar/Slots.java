package org.vigie.release.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.plan.ReleaseCalendarSettings;
import org.vigie.plan.WindowSettings.Weekday;
import org.vigie.release.version.VersionBump;

/** The days of a release calendar. */
final class Slots {

    private static final int MONTHS_OF_A_QUARTER = 3;
    /** A day that is put off further than that is left out: the calendar has no working days there. */
    private static final int LONGEST_DELAY = 31;
    /** Longer than any time between two days of one kind. */
    private static final int LOOK_AHEAD = 4 * 31;

    private final ReleaseCalendarSettings settings;
    private final BusinessCalendar calendar;

    Slots(ReleaseCalendarSettings settings, BusinessCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    /** Those that fall due after one moment and not after the other, in order. */
    List<Slot> between(Instant after, Instant notAfter) {
        LocalDate last = LocalDate.ofInstant(notAfter, calendar.zone());
        List<Slot> slots = new ArrayList<>();
        for (LocalDate day = LocalDate.ofInstant(after, calendar.zone()).minusDays(LONGEST_DELAY);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            for (VersionBump kind : kinds(day)) {
                LocalDate named = day;
                due(day).filter(due -> due.isAfter(after) && !due.isAfter(notAfter))
                        .map(due -> new Slot(kind, named, due))
                        .ifPresent(slots::add);
            }
        }
        slots.sort(Comparator.comparing(Slot::due).thenComparing(Slot::day).thenComparing(Slot::upTo));
        return slots;
    }

    /** What is to be proposed of all that fell due meanwhile: one release, with the greatest change that any of them allows. */
    Optional<Slot> dueBetween(Instant after, Instant notAfter) {
        List<Slot> slots = between(after, notAfter);
        return slots.stream()
                .map(Slot::upTo)
                .min(Comparator.naturalOrder())
                .map(greatest -> new Slot(
                        greatest, slots.getLast().day(), slots.getLast().due()));
    }

    /** The next day of each kind that the plan names, in order. */
    List<Slot> next(Instant now) {
        List<Slot> ahead =
                between(now, now.atZone(calendar.zone()).plusDays(LOOK_AHEAD).toInstant());
        return Stream.of(VersionBump.PATCH, VersionBump.MINOR, VersionBump.MAJOR)
                .flatMap(kind -> ahead.stream().filter(slot -> slot.upTo() == kind).findFirst().stream())
                .sorted(Comparator.comparing(Slot::due).thenComparing(Slot::upTo))
                .toList();
    }

    /** The next day on which a change of this size may go out. */
    Optional<Slot> nextFor(VersionBump bump, Instant now) {
        return next(now).stream()
                .filter(slot -> slot.upTo().compareTo(bump) <= 0)
                .findFirst();
    }

    private List<VersionBump> kinds(LocalDate day) {
        List<VersionBump> kinds = new ArrayList<>();
        Weekday weekly = settings.patch();
        if (weekly != null && weekly.name().equals(day.getDayOfWeek().name())) {
            kinds.add(VersionBump.PATCH);
        }
        Integer monthly = settings.minor();
        if (monthly != null && day.getDayOfMonth() == monthly) {
            kinds.add(VersionBump.MINOR);
        }
        Integer quarterly = settings.major();
        if (quarterly != null
                && day.getDayOfMonth() == quarterly
                && (day.getMonthValue() - 1) % MONTHS_OF_A_QUARTER == 0) {
            kinds.add(VersionBump.MAJOR);
        }
        return kinds;
    }

    private Optional<Instant> due(LocalDate day) {
        return Stream.iterate(day, next -> next.plusDays(1))
                .limit(LONGEST_DELAY)
                .filter(this::isWorkedOn)
                .findFirst()
                .map(worked ->
                        worked.atTime(settings.at()).atZone(calendar.zone()).toInstant());
    }

    /** Where the plan has no working hours, people work on every day that is not free. */
    private boolean isWorkedOn(LocalDate day) {
        return calendar.definition().slots().isEmpty() ? calendar.freeDay(day) == null : calendar.worksOn(day);
    }
}
