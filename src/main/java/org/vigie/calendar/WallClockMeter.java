package org.vigie.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.Segment.Kind;

/**
 * Calendar and working days: the clock on the wall counts, on the days that count, so that the local time of day is kept.
 *
 * <p>Within one stretch the wall clock never runs backwards: after a change back to winter time it stands until it shows
 * again what it has shown before. A due date in a gap is read with the offset before it (02:30 becomes 03:30), one in an
 * overlap is the first of the two in the stretch, as RFC 5545 has it.
 */
final class WallClockMeter implements Meter {

    private final BusinessCalendar calendar;
    private final ZoneRules rules;
    private final @Nullable Predicate<LocalDate> counts;

    private WallClockMeter(BusinessCalendar calendar, @Nullable Predicate<LocalDate> counts) {
        this.calendar = calendar;
        this.rules = calendar.zone().getRules();
        this.counts = counts;
    }

    static WallClockMeter allDays(BusinessCalendar calendar) {
        return new WallClockMeter(calendar, null);
    }

    /** A day that the zone skipped (Apia, 30 December 2011) had no slots, thus is none. */
    static WallClockMeter workingDays(BusinessCalendar calendar) {
        ZoneRules rules = calendar.zone().getRules();
        return new WallClockMeter(
                calendar,
                date -> calendar.worksOn(date)
                        && !rules.getValidOffsets(date.atTime(LocalTime.NOON)).isEmpty());
    }

    @Override
    public Duration counted(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        LocalDateTime at = local(from);
        LocalDateTime end = shown(to, from);
        if (counts == null) {
            return Duration.between(at, end);
        }
        Duration sum = Duration.ZERO;
        while (at.isBefore(end)) {
            LocalDateTime next = earlier(midnightAfter(at), end);
            sum = counts.test(at.toLocalDate()) ? sum.plus(Duration.between(at, next)) : sum;
            at = next;
        }
        return sum;
    }

    @Override
    public Instant reach(Instant from, Duration goal) {
        if (goal.isZero()) {
            return from;
        }
        LocalDateTime at = local(from);
        if (counts == null) {
            return instant(at.plus(goal), from);
        }
        LocalDateTime limit = calendar.hasSlots() ? at.plus(LOOK_AHEAD) : at;
        Duration left = goal;
        while (at.isBefore(limit)) {
            LocalDateTime next = midnightAfter(at);
            if (counts.test(at.toLocalDate())) {
                Duration day = Duration.between(at, next);
                if (day.compareTo(left) >= 0) {
                    return instant(at.plus(left), from);
                }
                left = left.minus(day);
            }
            at = next;
        }
        throw Meter.neverReached(calendar, goal);
    }

    @Override
    public void segments(Instant from, Instant to, Consumer<Segment> sink) {
        LocalDateTime end = shown(to, from);
        LocalDateTime shown = local(from);
        Instant at = from;
        while (at.isBefore(to)) {
            LocalDateTime midnight = counts == null ? end : midnightAfter(shown);
            boolean last = !midnight.isBefore(end);
            Instant next = last ? to : passage(midnight, at);
            // a day that the zone skipped takes no time
            if (at.isBefore(next)) {
                sink.accept(segment(at, next, shown, last ? end : midnight));
            }
            shown = midnight;
            at = next;
        }
    }

    private Segment segment(Instant from, Instant to, LocalDateTime shown, LocalDateTime end) {
        LocalDate date = shown.toLocalDate();
        if (counts == null || counts.test(date)) {
            return new Segment(from, to, Kind.RUNNING, Duration.between(shown, end), null);
        }
        String free = calendar.slotsOn(date).isEmpty() ? null : calendar.freeDay(date);
        return new Segment(from, to, free == null ? Kind.OUTSIDE_HOURS : Kind.HOLIDAY, Duration.ZERO, free);
    }

    /** The most that the wall clock has shown up to an instant, having been read first at {@code from}. */
    private LocalDateTime shown(Instant to, Instant from) {
        LocalDateTime shown = local(to);
        ZoneOffsetTransition change = rules.previousTransition(to.plusNanos(1));
        boolean setBack =
                change != null && change.isOverlap() && change.getInstant().isAfter(from);
        return setBack && change.getDateTimeBefore().isAfter(shown) ? change.getDateTimeBefore() : shown;
    }

    private Instant instant(LocalDateTime local, Instant notBefore) {
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change == null) {
            return local.toInstant(rules.getOffset(local));
        }
        Instant first = local.toInstant(change.getOffsetBefore());
        return change.isOverlap() && first.isBefore(notBefore) ? local.toInstant(change.getOffsetAfter()) : first;
    }

    /** The first instant from {@code notBefore} on at which the wall clock shows the local time or a later one. */
    private Instant passage(LocalDateTime local, Instant notBefore) {
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap() ? change.getInstant() : instant(local, notBefore);
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    private static LocalDateTime midnightAfter(LocalDateTime local) {
        return local.toLocalDate().plusDays(1).atStartOfDay();
    }

    private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
        return one.isBefore(other) ? one : other;
    }
}
