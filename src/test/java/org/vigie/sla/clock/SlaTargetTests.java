package org.vigie.sla.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.shared.HintedException;

class SlaTargetTests {

    @ParameterizedTest
    @CsvSource({
        "30, minutes, round-the-clock, PT30M",
        "24, hours, round-the-clock, PT24H",
        "3, days, round-the-clock, PT72H",
        "6, hours, working-hours, PT6H",
        "2, days, working-days, PT48H",
        "5, days, calendar-days, PT120H"
    })
    void readsTheFormsOfTheDecision(long amount, String unit, String clock, Duration allowance) {
        SlaTarget target = SlaTarget.of(amount, unit, clock);

        assertThat(target.allowance()).contains(allowance);
        assertThat(target.unit().code()).isEqualTo(unit);
        assertThat(target.clock().code()).isEqualTo(clock);
    }

    @Test
    void plannedReleaseNeedsNoAmount() {
        SlaTarget target = SlaTarget.of(null, null, "planned-release");

        assertThat(target).isEqualTo(SlaTarget.plannedRelease());
        assertThat(target.allowance()).isEmpty();
    }

    @Test
    void takesWholeNumbersOfAnyKind() {
        SlaTarget three = SlaTarget.of(3, "hours", "working-hours");

        assertThat(SlaTarget.of(3.0, "hours", "working-hours")).isEqualTo(three);
        assertThat(SlaTarget.of(new BigDecimal("3"), "hours", "working-hours")).isEqualTo(three);
    }

    @ParameterizedTest
    @CsvSource({
        "2, days, working-hours",
        "2, hours, calendar-days",
        "2, minutes, working-days",
        "2, weeks, calendar-days",
        "2, hours, business",
        "0, hours, working-hours",
        "-1, hours, working-hours",
        "100000, days, calendar-days",
        ", hours, working-hours",
        "1, , working-hours",
        "0.5, hours, working-hours",
        "NaN, hours, working-hours"
    })
    void rejectsWhatCannotBeMeasured(Double amount, String unit, String clock) {
        assertThatExceptionOfType(HintedException.class).isThrownBy(() -> SlaTarget.of(amount, unit, clock));
    }
}
