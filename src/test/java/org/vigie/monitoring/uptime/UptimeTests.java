package org.vigie.monitoring.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.vigie.monitoring.MonitorState;

class UptimeTests {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    /** S02: checks come faster while it fails; only time counts. */
    @Test
    void fourMinutesOfAMonthAreWhatTheyAreHoweverManyChecksSawThem() {
        Instant down = START.plus(Duration.ofDays(10));
        Instant end = START.plus(Duration.ofDays(30));
        Uptime uptime = Uptime.of(
                List.of(
                        new Period(MonitorState.UP, START, down),
                        new Period(MonitorState.DOWN, down, down.plusSeconds(240)),
                        new Period(MonitorState.UP, down.plusSeconds(240), null)),
                List.of(),
                START,
                end);
        assertThat(uptime.percent()).as("99.99074 is never 99.9908").isEqualTo(new BigDecimal("99.9907"));
        assertThat(uptime.downSeconds()).isEqualTo(240);
    }

    @Test
    void aSecondOfAYearIsNotRoundedAway() {
        Uptime uptime = Uptime.of(
                List.of(
                        new Period(MonitorState.DOWN, START, START.plusSeconds(1)),
                        new Period(MonitorState.UP, START.plusSeconds(1), null)),
                List.of(),
                START,
                START.plus(Duration.ofDays(365)));
        assertThat(uptime.percent()).isLessThan(new BigDecimal("100.0000"));
    }

    /** S04. */
    @Test
    void anOutageOverMidnightIsSplitByTheEdgeOfTheWindow() {
        Instant ten = START.plus(Duration.ofHours(22));
        List<Period> periods = List.of(
                new Period(MonitorState.UP, START, ten),
                new Period(MonitorState.DOWN, ten, ten.plus(Duration.ofHours(13))),
                new Period(MonitorState.UP, ten.plus(Duration.ofHours(13)), null));
        Instant midnight = START.plus(Duration.ofDays(1));
        assertThat(Uptime.of(periods, List.of(), START, midnight).downSeconds()).isEqualTo(2 * 3600);
        assertThat(Uptime.of(periods, List.of(), midnight, midnight.plus(Duration.ofDays(1)))
                        .downSeconds())
                .isEqualTo(11 * 3600);
    }

    @Test
    void whatNobodyWatchedIsToldAndDoesNotCount() {
        Uptime uptime = Uptime.of(List.of(), List.of(), START, START.plusSeconds(100));
        assertThat(uptime.percent()).isNull();
        assertThat(uptime.unmonitoredSeconds()).isEqualTo(100);
    }

    /** Against counting second by second. */
    @Property(tries = 200)
    void agreesWithCountingEverySecond(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 5) Integer> states,
            @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 90) Integer> windows,
            @ForAll @IntRange(min = 0, max = 30) int from,
            @ForAll @IntRange(min = 31, max = 120) int to) {
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            periods.add(new Period(
                    MonitorState.values()[states.get(i)],
                    START.plusSeconds(i * 13L),
                    i + 1 == states.size() ? null : START.plusSeconds((i + 1) * 13L)));
        }
        List<Uptime.Planned> planned = windows.stream()
                .map(start -> new Uptime.Planned(START.plusSeconds(start), START.plusSeconds(start + 9L)))
                .toList();
        long up = 0;
        long down = 0;
        long maintenance = 0;
        for (int second = from; second < to; second++) {
            Instant at = START.plusSeconds(second);
            MonitorState state = states.isEmpty()
                    ? MonitorState.UNKNOWN
                    : MonitorState.values()[states.get(Math.min(second / 13, states.size() - 1))];
            if (planned.stream().anyMatch(window -> !at.isBefore(window.from()) && at.isBefore(window.to()))) {
                maintenance++;
            } else if (state == MonitorState.UP || state == MonitorState.DEGRADED) {
                up++;
            } else if (state == MonitorState.DOWN) {
                down++;
            }
        }
        Uptime uptime = Uptime.of(periods, planned, START.plusSeconds(from), START.plusSeconds(to));
        assertThat(uptime.upSeconds()).isEqualTo(up);
        assertThat(uptime.downSeconds()).isEqualTo(down);
        assertThat(uptime.maintenanceSeconds()).isEqualTo(maintenance);
        assertThat(uptime.upSeconds()
                        + uptime.downSeconds()
                        + uptime.maintenanceSeconds()
                        + uptime.unmonitoredSeconds())
                .isEqualTo(to - from);
    }
}
