package org.vigie.monitoring.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitoringSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.WindowSettings;
import org.vigie.plan.WindowSettings.Weekday;
import org.vigie.plan.load.SomePlans;

class WeeklyWindowsTests {

    /** W03: 19:40 for eleven hours. */
    @Test
    void runsOverMidnightAndBelongsToTheDayItStartsOn() {
        assertThat(holds("19:40", "PT11H", Weekday.FRIDAY, "2026-11-20T20:15:00Z"))
                .isTrue();
        assertThat(holds("19:40", "PT11H", Weekday.FRIDAY, "2026-11-21T05:10:00Z"))
                .isTrue();
        assertThat(holds("19:40", "PT11H", Weekday.FRIDAY, "2026-11-21T05:40:00Z"))
                .isFalse();
        assertThat(holds("19:40", "PT11H", Weekday.SATURDAY, "2026-11-21T05:10:00Z"))
                .isFalse();
    }

    @Test
    void mayLastLongerThanADayAndOverTheEndOfAMonth() {
        assertThat(holds("22:00", "PT50H", Weekday.MONDAY, "2026-12-02T22:00:00Z"))
                .isTrue();
        assertThat(holds("22:00", "PT50H", Weekday.MONDAY, "2026-12-02T23:30:00Z"))
                .isFalse();
    }

    @Test
    void startsAtItsLocalTimeInSummerAndWinterAndLastsAsLongAsItSays() {
        // the clock goes back on 25 October 2026 and forward on 29 March 2026, at night
        assertThat(window("00:30", "PT4H", Weekday.SUNDAY, "2026-10-25T00:00:00Z"))
                .isEqualTo(Instant.parse("2026-10-24T22:30:00Z"));
        assertThat(window("00:30", "PT4H", Weekday.SUNDAY, "2026-03-29T00:00:00Z"))
                .isEqualTo(Instant.parse("2026-03-28T23:30:00Z"));
        assertThat(holds("00:30", "PT4H", Weekday.SUNDAY, "2026-10-25T02:29:00Z"))
                .isTrue();
        assertThat(holds("00:30", "PT4H", Weekday.SUNDAY, "2026-10-25T02:31:00Z"))
                .isFalse();
    }

    private static boolean holds(String from, String lasts, Weekday day, String at) {
        Instant moment = Instant.parse(at);
        return WeeklyWindows.between(plan(from, lasts, day), moment, moment.plusMillis(1))
                        .size()
                == 1;
    }

    private static Instant window(String from, String lasts, Weekday day, String at) {
        Instant moment = Instant.parse(at);
        List<Window> found = WeeklyWindows.between(plan(from, lasts, day), moment, moment.plus(Duration.ofMinutes(1)));
        assertThat(found).hasSize(1);
        assertThat(Duration.between(found.getFirst().from(), found.getFirst().to()))
                .isEqualTo(PlanDuration.parse(lasts).toDuration());
        return found.getFirst().from();
    }

    private static MaintenancePlan plan(String from, String lasts, Weekday day) {
        WindowSettings window = new WindowSettings(
                "w", List.of(day), LocalTime.parse(from), PlanDuration.parse(lasts), "updates", List.of());
        return SomePlans.demo()
                .withMonitoring(new MonitoringSettings(List.of(), List.of(), List.of(), List.of(window), null, null));
    }
}
