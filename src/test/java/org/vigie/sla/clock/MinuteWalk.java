package org.vigie.sla.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.WorkSlot;

/**
 * The second opinion on business time: walks the instant line minute by minute and looks at the local time of each, slow
 * and plain. Shares no code with what it checks but the values of the calendar. Knows whole minutes only.
 */
final class MinuteWalk {

    private final ClockKind clock;
    private final Set<LocalDate> free;
    private BusinessCalendar calendar;
    private ZoneId zone;
    private Instant stretch = Instant.MIN;
    private @Nullable LocalDateTime shown;
    private long counted;
    private long goal = Long.MAX_VALUE;
    private @Nullable Instant due;
    private @Nullable LocalDate day;
    private List<WorkSlot> slots = List.of();
    private boolean dayWorks;

    /** @param free all public holidays of the calendars used */
    MinuteWalk(ClockKind clock, BusinessCalendar calendar, Set<LocalDate> free) {
        this.clock = clock;
        this.calendar = calendar;
        this.zone = calendar.zone();
        this.free = free;
    }

    void goal(long minutes) {
        goal = minutes;
    }

    /** The clock starts, resumes or gets another calendar. */
    void begin(Instant at, BusinessCalendar next) {
        calendar = next;
        zone = next.zone();
        stretch = at;
        shown = null;
        day = null;
    }

    long counted() {
        return counted;
    }

    @Nullable
    Instant due() {
        return due;
    }

    /** One minute in which the clock runs. */
    void minute(Instant at) {
        Instant next = at.plusSeconds(60);
        switch (clock) {
            case ROUND_THE_CLOCK -> count(next);
            case WORKING_HOURS -> {
                if (open(at.atZone(zone))) {
                    count(next);
                }
            }
            default -> {
                LocalDateTime local = at.atZone(zone).toLocalDateTime();
                LocalDateTime seen = shown == null ? local : shown;
                LocalDateTime until = next.atZone(zone).toLocalDateTime();
                until = until.isBefore(local.plusMinutes(1)) ? local.plusMinutes(1) : until;
                while (seen.isBefore(until)) {
                    boolean counts = clock == ClockKind.CALENDAR_DAYS || works(seen.toLocalDate());
                    seen = seen.plusMinutes(1);
                    if (counts) {
                        count(due == null ? resolve(seen) : next);
                    }
                }
                shown = seen;
            }
        }
    }

    private void count(Instant end) {
        counted++;
        if (counted == goal) {
            due = end;
        }
    }

    private Instant resolve(LocalDateTime local) {
        ZonedDateTime first = local.atZone(zone);
        return (first.toInstant().isBefore(stretch) ? first.withLaterOffsetAtOverlap() : first).toInstant();
    }

    private boolean open(ZonedDateTime time) {
        if (!works(time.toLocalDate())) {
            return false;
        }
        int minute = time.getHour() * 60 + time.getMinute();
        for (WorkSlot slot : slots) {
            if (slot.startMinute() <= minute && minute < slot.endMinute()) {
                return true;
            }
        }
        return false;
    }

    private boolean works(LocalDate date) {
        if (!date.equals(day)) {
            day = date;
            slots = calendar.definition().slots().getOrDefault(date.getDayOfWeek(), List.of());
            boolean exists =
                    date.atTime(LocalTime.NOON).atZone(zone).toLocalDate().equals(date);
            dayWorks = exists && !slots.isEmpty() && !isFree(date);
        }
        return dayWorks;
    }

    private boolean isFree(LocalDate date) {
        return calendar.definition().closingDays().stream().anyMatch(day -> day.matches(date))
                || calendar.definition().country() != null && free.contains(date);
    }

    static Instant minuteOf(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }
}
