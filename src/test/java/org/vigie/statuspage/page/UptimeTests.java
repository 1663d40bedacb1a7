package org.vigie.statuspage.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.StateSpan;

class UptimeTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant START = NOW.minus(Duration.ofDays(30));

    @Test
    void isTimeAndNoNumberOfChecks() {
        Uptime uptime = uptime(down(Duration.ofDays(1), Duration.ofMinutes(4)));
        assertThat(uptime.available()).as("99.9907 %, rounded down").isEqualTo(9999L);
        assertThat(PageComposer.percent(uptime.available(), Locale.FRENCH)).isEqualTo("99,99");
    }

    @Property(tries = 300)
    void isNeverWholeWithAnOutageHoweverShort(@ForAll @LongRange(min = 1, max = 86_400_000_000L) long micros) {
        Uptime uptime = uptime(down(Duration.ofDays(2), Duration.ofNanos(micros * 1_000)));
        long measured = Duration.ofDays(30).toNanos() / 1_000;
        assertThat(uptime.available()).isLessThan(10_000L);
        assertThat(uptime.available() / 10_000.0).isLessThanOrEqualTo((measured - micros) / (double) measured);
    }

    @Test
    void isWholeWithoutAnOutage() {
        assertThat(uptime(List.of(span(ComponentState.UP, START, null))).available())
                .isEqualTo(10_000L);
        assertThat(PageComposer.percent(10_000L, Locale.ENGLISH)).isEqualTo("100.00");
    }

    @Test
    void isUnknownWhenNothingWasMeasured() {
        assertThat(uptime(List.of()).available()).isNull();
        assertThat(uptime(List.of(span(ComponentState.UNKNOWN, START, null))).available())
                .isNull();
        assertThat(uptime(List.of(span(ComponentState.MAINTENANCE, START, null)))
                        .available())
                .isNull();
    }

    @Test
    void doesNotCountMaintenanceAndTimeThatWasNotMeasured() {
        Instant middle = START.plus(Duration.ofDays(15));
        Uptime uptime = uptime(List.of(
                span(ComponentState.UP, START, middle),
                span(ComponentState.MAINTENANCE, middle, middle.plus(Duration.ofDays(5))),
                span(ComponentState.UNKNOWN, middle.plus(Duration.ofDays(5)), NOW.minus(Duration.ofDays(5))),
                span(ComponentState.DOWN, NOW.minus(Duration.ofDays(5)), null)));
        assertThat(uptime.available()).as("15 of 20 days").isEqualTo(7_500L);
    }

    @Test
    void anOutageOverMidnightIsPartOfBothLocalDays() {
        Instant from = Instant.parse("2026-11-18T21:00:00Z"); // 22:00 in Paris
        Instant to = Instant.parse("2026-11-19T10:00:00Z"); // 11:00 in Paris
        Uptime uptime = uptime(List.of(
                span(ComponentState.UP, START, from),
                span(ComponentState.DOWN, from, to),
                span(ComponentState.UP, to, null)));
        assertThat(day(uptime, "2026-11-18").of(ComponentState.DOWN)).isEqualTo(Duration.ofHours(2));
        assertThat(day(uptime, "2026-11-19").of(ComponentState.DOWN)).isEqualTo(Duration.ofHours(11));
        assertThat(day(uptime, "2026-11-20").of(ComponentState.DOWN)).isZero();
        assertThat(uptime.days(ComponentState.DOWN)).isEqualTo(2);
    }

    @Test
    void anOutageThatGoesOnCountsUpToNow() {
        Uptime uptime = uptime(List.of(
                span(ComponentState.UP, START, NOW.minus(Duration.ofDays(15))),
                span(ComponentState.DOWN, NOW.minus(Duration.ofDays(15)), null)));
        assertThat(uptime.available()).isEqualTo(5_000L);
    }

    @Test
    void aDayOfTheChangeOfTheClockHasItsOwnLength() {
        Instant later = Instant.parse("2026-10-26T09:00:00Z");
        Uptime uptime =
                Uptime.of(List.of(span(ComponentState.UP, later.minus(Duration.ofDays(20)), null)), later, PARIS, 90);
        assertThat(day(uptime, "2026-10-25").of(ComponentState.UP)).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void hasNinetyDaysAndTheGreyOnesAreTold() {
        Uptime uptime = uptime(List.of(span(ComponentState.UP, START, null)));
        assertThat(uptime.days()).hasSize(90);
        assertThat(uptime.days(ComponentState.UNMONITORED)).isEqualTo(59);
        assertThat(day(uptime, "2026-10-21").unobserved()).isPositive();
    }

    private static List<StateSpan> down(Duration after, Duration length) {
        Instant from = START.plus(after);
        return List.of(
                span(ComponentState.UP, START, from),
                span(ComponentState.DOWN, from, from.plus(length)),
                span(ComponentState.UP, from.plus(length), null));
    }

    private static Uptime uptime(List<StateSpan> spans) {
        return Uptime.of(spans, NOW, PARIS, 90);
    }

    private static Uptime.Day day(Uptime uptime, String date) {
        return uptime.days().stream()
                .filter(day -> day.date().equals(LocalDate.parse(date)))
                .findFirst()
                .orElseThrow();
    }

    private static StateSpan span(ComponentState state, Instant since, Instant until) {
        return new StateSpan("site", state, since, until);
    }
}
