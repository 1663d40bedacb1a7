package org.vigie.monitoring.uptime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long something was up, by time and not by the number of checks. A time counts as down from the first failed to the first good
 * check; degraded counts as up. Time in maintenance and time that nobody watched count neither way, and are told.
 *
 * @param percent of the time that counts, never rounded up; null if none does
 */
public record Uptime(
        long upSeconds,
        long downSeconds,
        long maintenanceSeconds,
        long unmonitoredSeconds,
        @Nullable BigDecimal percent) {

    private static final int DECIMALS = 4;

    /** A planned time that does not count. */
    public record Planned(Instant from, Instant to) {}

    /**
     * Of the time between two moments.
     *
     * @param periods apart from each other; what lies between them was not watched
     * @param planned may overlap each other
     */
    public static Uptime of(List<Period> periods, List<Planned> planned, Instant from, Instant to) {
        Duration up = Duration.ZERO;
        Duration down = Duration.ZERO;
        Duration plannedTime = outside(from, to, List.of()).minus(outside(from, to, planned));
        for (Period period : periods) {
            Instant start = later(period.start(), from);
            Instant end = earlier(period.end() == null ? to : period.end(), to);
            Duration counted = outside(start, end, planned);
            switch (period.state()) {
                case UP, DEGRADED -> up = up.plus(counted);
                case DOWN -> down = down.plus(counted);
                default -> {}
            }
        }
        Duration rest =
                outside(from, to, List.of()).minus(plannedTime).minus(up).minus(down);
        return new Uptime(
                up.toSeconds(), down.toSeconds(), plannedTime.toSeconds(), rest.toSeconds(), percent(up, down));
    }

    private static @Nullable BigDecimal percent(Duration up, Duration down) {
        Duration all = up.plus(down);
        return all.isZero()
                ? null
                : BigDecimal.valueOf(up.toMillis())
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(Math.max(1, all.toMillis())), DECIMALS, RoundingMode.DOWN);
    }

    /** The part of a time that lies in no planned one. */
    private static Duration outside(Instant start, Instant end, List<Planned> planned) {
        Duration left = Duration.ZERO;
        Instant at = start;
        for (Planned window :
                planned.stream().sorted((a, b) -> a.from().compareTo(b.from())).toList()) {
            if (window.from().isAfter(at)) {
                left = left.plus(between(at, earlier(window.from(), end)));
            }
            at = later(at, window.to());
        }
        return left.plus(between(at, end));
    }

    private static Duration between(Instant start, Instant end) {
        return end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
