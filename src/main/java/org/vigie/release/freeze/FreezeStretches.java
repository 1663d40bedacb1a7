package org.vigie.release.freeze;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.Meter;
import org.vigie.calendar.Segment;
import org.vigie.plan.FreezeSettings;
import org.vigie.plan.FreezeSettings.Dates;
import org.vigie.plan.FreezeSettings.Weekly;
import org.vigie.plan.FreezeSettings.WorkingHours;

/**
 * When one freeze is on. It begins and ends at its local times also where the clock changes: a time that is left out is the moment of
 * the change, and of a time that comes twice the first one begins a freeze and the second one ends it.
 */
final class FreezeStretches {

    /** Looked at before and after what is asked for, so that a stretch that reaches beyond is given whole. */
    private static final Duration AROUND = Duration.ofDays(31);

    private final FreezeSettings freeze;
    private final ZoneId zone;
    private final BusinessCalendar calendar;

    FreezeStretches(FreezeSettings freeze, BusinessCalendar calendar) {
        this.freeze = freeze;
        this.zone = calendar.zone();
        this.calendar = calendar;
    }

    /** Those that touch the time between two moments, in order. */
    List<Freeze> between(Instant from, Instant to) {
        return all(from, to)
                .filter(stretch ->
                        stretch.from().isBefore(to) && stretch.until().isAfter(from))
                .toList();
    }

    private Stream<Freeze> all(Instant from, Instant to) {
        LocalDate first = LocalDate.ofInstant(from, zone);
        LocalDate last = LocalDate.ofInstant(to, zone);
        Dates dates = freeze.dates();
        Weekly weekly = freeze.weekly();
        WorkingHours hours = freeze.workingHours();
        if (dates != null) {
            return dates(dates, first, last);
        }
        if (weekly != null) {
            return weekly(weekly, first, last);
        }
        return hours == null ? Stream.empty() : hours(hours, from.minus(AROUND), to.plus(AROUND)).stream();
    }

    private Stream<Freeze> dates(Dates dates, LocalDate first, LocalDate last) {
        Year only = dates.from().year();
        if (only != null) {
            return Stream.of(days(
                    only.atMonthDay(dates.from().day()),
                    Objects.requireNonNullElse(dates.until().year(), only)
                            .atMonthDay(dates.until().day())));
        }
        MonthDay from = dates.from().day();
        MonthDay until = dates.until().day();
        int over = until.isBefore(from) ? 1 : 0;
        // the one of the year before may still be on
        return Stream.iterate(first.getYear() - 1, year -> year <= last.getYear(), year -> year + 1)
                .map(year -> days(from.atYear(year), until.atYear(year + over)));
    }

    private Freeze days(LocalDate first, LocalDate last) {
        return stretch(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private Stream<Freeze> weekly(Weekly weekly, LocalDate first, LocalDate last) {
        LocalDate begin = first.minusDays(8)
                .with(TemporalAdjusters.previousOrSame(weekly.from().day()));
        return begin.datesUntil(last.plusDays(2), Period.ofWeeks(1)).map(day -> {
            LocalDateTime from = day.atTime(weekly.from().time());
            LocalDateTime until = day.with(
                            TemporalAdjusters.nextOrSame(weekly.until().day()))
                    .atTime(weekly.until().time());
            return stretch(first(from), second(until.isAfter(from) ? until : until.plusWeeks(1)));
        });
    }

    private List<Freeze> hours(WorkingHours hours, Instant from, Instant to) {
        List<Freeze> stretches = new ArrayList<>();
        Meter.of(calendar, ClockKind.WORKING_HOURS).segments(from, to, segment -> {
            boolean work = segment.kind() == Segment.Kind.RUNNING;
            if (work == (hours == WorkingHours.DURING)) {
                add(stretches, segment);
            }
        });
        return stretches;
    }

    /** What follows without a gap, such as a night and a holiday, is one stretch. */
    private void add(List<Freeze> stretches, Segment segment) {
        Freeze before = stretches.isEmpty() ? null : stretches.getLast();
        if (before != null && before.until().equals(segment.from())) {
            stretches.set(stretches.size() - 1, stretch(before.from(), segment.to()));
        } else {
            stretches.add(stretch(segment.from(), segment.to()));
        }
    }

    private Freeze stretch(Instant from, Instant until) {
        return new Freeze(freeze.id(), freeze.reason(), from, until);
    }

    private Instant first(LocalDateTime local) {
        @Nullable ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.toInstant(zone.getRules().getOffset(local));
    }

    private Instant second(LocalDateTime local) {
        @Nullable ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        ZoneOffset after = change.getOffsetAfter();
        return change.isGap() ? change.getInstant() : local.toInstant(after);
    }
}
