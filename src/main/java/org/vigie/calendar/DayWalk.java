package org.vigie.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.Segment.Kind;

/**
 * Cuts a stretch of the instant line into working time and free time.
 *
 * <p>An instant is working time if and only if the local time it shows lies in a slot of a day that is not free. The walk
 * goes from one change of the zone's offset to the next and through the local days in between, so that gaps, overlaps
 * (also over midnight) and skipped days need no special case.
 */
final class DayWalk {

    /** Takes the pieces in order; returns false to end the walk. */
    interface Visitor {
        boolean piece(Instant from, Instant to, Kind kind, @Nullable String note);
    }

    private final BusinessCalendar calendar;
    private final ZoneRules rules;
    private final Visitor visitor;

    DayWalk(BusinessCalendar calendar, Visitor visitor) {
        this.calendar = calendar;
        this.rules = calendar.zone().getRules();
        this.visitor = visitor;
    }

    void walk(Instant from, Instant to) {
        Instant at = from;
        boolean goOn = true;
        while (goOn && at.isBefore(to)) {
            ZoneOffsetTransition next = rules.nextTransition(at);
            Instant end = next == null ? to : earlier(next.getInstant(), to);
            goOn = walkDays(at, end, rules.getOffset(at));
            at = end;
        }
    }

    private boolean walkDays(Instant from, Instant to, ZoneOffset offset) {
        LocalDate date = LocalDate.ofInstant(from, offset);
        Instant at = from;
        while (at.isBefore(to)) {
            LocalDate tomorrow = date.plusDays(1);
            Instant end = earlier(Instant.ofEpochSecond(tomorrow.toEpochSecond(LocalTime.MIN, offset)), to);
            if (!walkDay(date, at, end, offset)) {
                return false;
            }
            date = tomorrow;
            at = end;
        }
        return true;
    }

    private boolean walkDay(LocalDate date, Instant from, Instant to, ZoneOffset offset) {
        Instant at = from;
        var slots = calendar.slotsOn(date);
        if (!slots.isEmpty()) {
            String free = calendar.freeDay(date);
            if (free != null) {
                return visitor.piece(from, to, Kind.HOLIDAY, free);
            }
            long midnight = date.toEpochSecond(LocalTime.MIN, offset);
            for (WorkSlot slot : slots) {
                Instant start = later(at, Instant.ofEpochSecond(midnight + slot.startMinute() * 60L));
                Instant end = earlier(to, Instant.ofEpochSecond(midnight + slot.endMinute() * 60L));
                if (start.isBefore(end)) {
                    if (!outside(at, start) || !visitor.piece(start, end, Kind.RUNNING, null)) {
                        return false;
                    }
                    at = end;
                }
            }
        }
        return outside(at, to);
    }

    private boolean outside(Instant from, Instant to) {
        return !from.isBefore(to) || visitor.piece(from, to, Kind.OUTSIDE_HOURS, null);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
