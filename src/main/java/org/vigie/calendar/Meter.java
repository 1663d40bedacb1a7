package org.vigie.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.vigie.shared.HintedException;

/** Counts the time of one clock on one calendar, over a stretch in which the clock runs. */
public interface Meter {

    /** How far ahead a due date is looked for: far beyond any target on any sensible calendar. */
    Duration LOOK_AHEAD = Duration.ofDays(20 * 366L);

    /** Time counted from one instant (included) to another (excluded), not before it; never negative. */
    Duration counted(Instant from, Instant to);

    /** The first instant at which the goal has been counted, if the clock runs on from {@code from}. */
    Instant reach(Instant from, Duration goal);

    /** Hands over lines without gaps from one instant to a later one; what they count is {@link #counted}. */
    void segments(Instant from, Instant to, Consumer<Segment> sink);

    static Meter of(BusinessCalendar calendar, ClockKind clock) {
        return switch (clock) {
            case ROUND_THE_CLOCK, PLANNED_RELEASE -> ElapsedMeter.INSTANCE;
            case WORKING_HOURS -> new SlotMeter(calendar);
            case WORKING_DAYS -> WallClockMeter.workingDays(calendar);
            case CALENDAR_DAYS -> WallClockMeter.allDays(calendar);
        };
    }

    /** The error of a calendar on which a target would never be used up. */
    static HintedException neverReached(BusinessCalendar calendar, Duration goal) {
        return calendar.hasSlots()
                ? new HintedException(
                        "the working calendar has too little time for a target of " + goal + " within 20 years",
                        "Check the slots and closing days of the plan, and the amount of the target.")
                : new HintedException(
                        "the working calendar has no slots",
                        "Give the plan working hours, or put the target on the clock round-the-clock or calendar-days.");
    }
}
