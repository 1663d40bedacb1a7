package org.vigie.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.Segment.Kind;

/** Working hours: elapsed time counts inside the slots of working days. */
record SlotMeter(BusinessCalendar calendar) implements Meter {

    @Override
    public Duration counted(Instant from, Instant to) {
        Sum sum = new Sum(null);
        new DayWalk(calendar, sum).walk(from, to);
        return sum.counted;
    }

    @Override
    public Instant reach(Instant from, Duration goal) {
        if (goal.isZero()) {
            return from;
        }
        Sum sum = new Sum(goal);
        if (calendar.hasSlots()) {
            new DayWalk(calendar, sum).walk(from, from.plus(LOOK_AHEAD));
        }
        if (sum.reached == null) {
            throw Meter.neverReached(calendar, goal);
        }
        return sum.reached;
    }

    @Override
    public void segments(Instant from, Instant to, Consumer<Segment> sink) {
        new DayWalk(calendar, (start, end, kind, note) -> {
                    Duration counted = kind == Kind.RUNNING ? Duration.between(start, end) : Duration.ZERO;
                    sink.accept(new Segment(start, end, kind, counted, note));
                    return true;
                })
                .walk(from, to);
    }

    /** Adds up working time until the goal, if there is one, is reached. */
    private static final class Sum implements DayWalk.Visitor {

        private final @Nullable Duration goal;
        private Duration counted = Duration.ZERO;
        private @Nullable Instant reached;

        Sum(@Nullable Duration goal) {
            this.goal = goal;
        }

        @Override
        public boolean piece(Instant from, Instant to, Kind kind, @Nullable String note) {
            if (kind != Kind.RUNNING) {
                return true;
            }
            Duration piece = Duration.between(from, to);
            if (goal != null && counted.plus(piece).compareTo(goal) >= 0) {
                reached = from.plus(goal.minus(counted));
                return false;
            }
            counted = counted.plus(piece);
            return true;
        }
    }
}
