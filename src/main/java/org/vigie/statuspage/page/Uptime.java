package org.vigie.statuspage.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.StateSpan;

/**
 * How much of its time a component was available: by time and not by checks, day by day of the calendar, up to the present also for
 * what still goes on.
 *
 * @param days oldest first, one for each day of the window
 */
record Uptime(List<Day> days) {

    private static final long WHOLE = 10_000;

    /** The time of one day by state; what no span covers was not monitored. */
    record Day(LocalDate date, Map<ComponentState, Duration> times) {

        Duration of(ComponentState state) {
            return times.getOrDefault(state, Duration.ZERO);
        }

        /** What the day is shown as: the worst of it, or that nothing is known of it. */
        ComponentState shown() {
            for (ComponentState state : new ComponentState[] {
                ComponentState.DOWN, ComponentState.DEGRADED, ComponentState.MAINTENANCE, ComponentState.UP
            }) {
                if (!of(state).isZero()) {
                    return state;
                }
            }
            return of(ComponentState.UNKNOWN).isZero() ? ComponentState.UNMONITORED : ComponentState.UNKNOWN;
        }

        /** Time in which nobody could tell. */
        Duration unobserved() {
            return of(ComponentState.UNKNOWN).plus(of(ComponentState.UNMONITORED));
        }
    }

    Uptime {
        days = List.copyOf(days);
    }

    /** @param spans of one component, oldest first, apart from each other */
    static Uptime of(List<StateSpan> spans, Instant now, ZoneId zone, int count) {
        LocalDate today = now.atZone(zone).toLocalDate();
        List<Day> days = new ArrayList<>();
        for (LocalDate date = today.minusDays(count - 1L); !date.isAfter(today); date = date.plusDays(1)) {
            Instant start = date.atStartOfDay(zone).toInstant();
            Instant end = earlier(date.plusDays(1).atStartOfDay(zone).toInstant(), now);
            days.add(day(date, spans, start, end));
        }
        return new Uptime(days);
    }

    private static Day day(LocalDate date, List<StateSpan> spans, Instant start, Instant end) {
        Map<ComponentState, Duration> times = new EnumMap<>(ComponentState.class);
        Duration rest = Duration.between(start, end);
        for (StateSpan span : spans) {
            Instant from = span.since().isAfter(start) ? span.since() : start;
            Instant to = earlier(span.until() == null ? end : span.until(), end);
            if (to.isAfter(from)) {
                Duration part = Duration.between(from, to);
                times.merge(span.state(), part, Duration::plus);
                rest = rest.minus(part);
            }
        }
        if (rest.isPositive()) {
            times.merge(ComponentState.UNMONITORED, rest, Duration::plus);
        }
        return new Day(date, times);
    }

    /**
     * The part of the measured time without an outage in hundredths of a percent, rounded down: 10,000 only if there was none at
     * all. Null if nothing was measured.
     */
    @Nullable
    Long available() {
        Duration measured = Duration.ZERO;
        Duration down = Duration.ZERO;
        for (Day day : days) {
            down = down.plus(day.of(ComponentState.DOWN));
            measured = measured.plus(day.of(ComponentState.UP))
                    .plus(day.of(ComponentState.DEGRADED))
                    .plus(day.of(ComponentState.DOWN));
        }
        if (measured.isZero()) {
            return null;
        }
        if (down.isZero()) {
            return WHOLE;
        }
        long micros = Math.max(1, measured.toNanos() / 1_000);
        long good = (measured.minus(down).toNanos() / 1_000) * WHOLE / micros;
        return Math.min(good, WHOLE - 1);
    }

    long days(ComponentState state) {
        return days.stream().filter(day -> day.shown() == state).count();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
