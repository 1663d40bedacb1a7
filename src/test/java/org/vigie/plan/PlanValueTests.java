package org.vigie.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.calendar.ClosingDay;
import org.vigie.calendar.WorkSlot;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;

class PlanValueTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({"P3D,P3D", "P1W,P7D", "PT30M,PT30M", "PT90M,PT1H30M", "P1DT12H,P1DT12H", "PT36H,PT36H"})
    void writesDurationsAsTimersReadThem(String text, String written) {
        assertThat(PlanDuration.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "P1M", "P1Y", "P0D", "PT0S", "-P1D", "P-1D", "PT-5M", "3 days", "T5M", "P1DT"})
    void refusesOtherDurations(String text) {
        assertThatThrownBy(() -> PlanDuration.parse(text)).isInstanceOf(HintedException.class);
    }

    @Test
    void keepsTheLocalTimeOfDayOverDaysAndNotOverHours() {
        Instant saturday = ZonedDateTime.of(2026, 3, 28, 9, 0, 0, 0, PARIS).toInstant();
        assertThat(PlanDuration.parse("P1D").after(saturday, PARIS))
                .as("the night is one hour shorter")
                .isEqualTo(saturday.plus(Duration.ofHours(23)));
        assertThat(PlanDuration.parse("PT24H").after(saturday, PARIS)).isEqualTo(saturday.plus(Duration.ofHours(24)));
        assertThat(PlanDuration.parse("P1DT1H").toDuration()).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void whatIsToldIsNeverLaterThanTheEngineWaits() {
        PlanDuration week = PlanDuration.parse("P7D");
        Instant autumn = ZonedDateTime.of(2027, 10, 28, 9, 0, 0, 0, PARIS).toInstant();
        assertThat(week.after(autumn, PARIS)).isEqualTo(autumn.plus(Duration.ofHours(169)));
        assertThat(week.promised(autumn, PARIS)).isEqualTo(autumn.plus(Duration.ofHours(168)));
        Instant spring = ZonedDateTime.of(2027, 3, 25, 9, 0, 0, 0, PARIS).toInstant();
        assertThat(week.promised(spring, PARIS)).isEqualTo(spring.plus(Duration.ofHours(167)));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-07:00,21:59,false", "22:00-07:00,22:00,true", "22:00-07:00,03:00,true", "22:00-07:00,07:00,false",
        "12:00-14:00,11:59,false", "12:00-14:00,12:00,true", "12:00-14:00,14:00,false", "00:00-06:00,00:00,true"
    })
    void knowsQuietHoursOverMidnight(String hours, LocalTime time, boolean quiet) {
        assertThat(QuietHours.parse(hours).contains(time)).isEqualTo(quiet);
    }

    @Test
    void tellsWhenQuietHoursEnd() {
        QuietHours night = QuietHours.parse("22:00-07:00");
        ZonedDateTime evening = ZonedDateTime.of(2026, 11, 21, 23, 0, 0, 0, PARIS);
        ZonedDateTime morning = ZonedDateTime.of(2026, 11, 22, 7, 0, 0, 0, PARIS);
        assertThat(night.endAfter(evening)).isEqualTo(morning);
        assertThat(night.endAfter(evening.plusHours(4))).isEqualTo(morning);
        assertThat(night.endAfter(morning)).isEqualTo(morning);
    }

    @Test
    void knowsLeapDaysAmongClosingDays() {
        ClosingDay leapDay = ClosingDay.parse("02-29");
        assertThat(leapDay.matches(LocalDate.of(2028, 2, 29))).isTrue();
        assertThat(leapDay.matches(LocalDate.of(2027, 2, 28))).isFalse();
        assertThat(leapDay).hasToString("02-29");
        assertThat(ClosingDay.parse("2028-02-29")).hasToString("2028-02-29");
    }

    @Test
    void measuresSlots() {
        assertThat(WorkSlot.parse("13:00-24:00").length()).isEqualTo(Duration.ofHours(11));
        assertThat(WorkSlot.parse("13:00-24:00")).hasToString("13:00-24:00");
        assertThat(WorkSlot.parse("09:00-12:00").overlaps(WorkSlot.parse("12:00-13:00")))
                .isFalse();
        assertThat(WorkSlot.parse("09:00-12:01").overlaps(WorkSlot.parse("12:00-13:00")))
                .isTrue();
        assertThatThrownBy(() -> WorkSlot.parse("12:00-12:00")).isInstanceOf(HintedException.class);
    }

    @Test
    void readsSecretsFromVariablesAndFiles(@TempDir Path folder) throws IOException {
        SecretRef variable = SecretRef.parse("env:SHOP_TOKEN");
        assertThat(variable.read(name -> name.equals("SHOP_TOKEN") ? " s3cret\n" : null))
                .contains("s3cret");
        assertThat(variable.read(name -> null)).isEmpty();
        assertThat(variable.read(name -> " ")).isEmpty();
        Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
        assertThat(SecretRef.parse("file:" + file).read()).contains("s3cret");
        assertThat(SecretRef.parse("file:" + folder.resolve("none")).read()).isEmpty();
        assertThat(SecretRef.parse("file:" + file)).hasToString("file:" + file);
        assertThatThrownBy(() -> SecretRef.parse("s3cret")).hasMessageNotContaining("s3cret");
    }
}
