package org.vigie.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.plan.BackupSettings.Exercise;
import org.vigie.plan.WindowSettings.Weekday;

/** When the restore test that is to fail is held. */
class ExerciseTests {

    /** The 41st day of the quarter is Thursday, 10 February 2028. */
    @ParameterizedTest
    @CsvSource({
        "2028-02-09T10:00, false",
        "2028-02-10T09:59, false",
        "2028-02-10T10:00, true",
        "2028-02-10T15:59, true",
        "2028-02-10T16:00, false",
        "2028-02-12T10:00, false",
        "2028-02-14T10:00, true",
    })
    void isHeldInTheMiddleOfAQuarterWhenSomebodyIsThere(LocalDateTime moment, boolean held) {
        assertThat(isTime(BackupSettings.DEFAULT.exercise(), moment)).isEqualTo(held);
    }

    @Test
    void isHeldAsThePlanSays() {
        Exercise exercise = Exercise.of(5, "20:00", "20:30", List.of(Weekday.SATURDAY), null);
        assertThat(isTime(exercise, LocalDateTime.parse("2028-01-08T20:00"))).isTrue();
        assertThat(isTime(exercise, LocalDateTime.parse("2028-01-01T20:00")))
                .as("the first day")
                .isFalse();
        assertThat(isTime(exercise, LocalDateTime.parse("2028-01-07T20:00")))
                .as("a Friday")
                .isFalse();
        assertThat(isTime(exercise, LocalDateTime.parse("2028-01-08T20:30"))).isFalse();
    }

    @Test
    void isNeverHeldWithoutDays() {
        Exercise never = Exercise.of(null, null, null, List.of(), null);
        assertThat(isTime(never, LocalDateTime.parse("2028-02-14T10:00"))).isFalse();
    }

    private static boolean isTime(Exercise exercise, LocalDateTime moment) {
        return exercise.isTime(moment.atZone(ZoneId.of("Europe/Paris")));
    }
}
