package org.vigie.sla.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.Segment;
import org.vigie.calendar.Segment.Kind;
import org.vigie.shared.HintedException;

class BusinessTimeTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant TUESDAY_EVENING = Instant.parse("2026-11-10T16:00:00Z");
    private static final SlaTarget THREE_HOURS = SlaTarget.of(3, "hours", "working-hours");

    private final BusinessTime time = new BusinessTime(BusinessCalendar.in(PARIS)
            .weekdays("09:00-12:00", "13:00-18:00")
            .holidays("FR", null)
            .build());

    @Test
    void ledgerNamesTheHolidayAndThePause() {
        Pause pause = new Pause(Instant.parse("2026-11-12T08:30:00Z"), Instant.parse("2026-11-12T09:30:00Z"));

        assertThat(time.ledger(TUESDAY_EVENING, THREE_HOURS, List.of(pause)))
                .containsExactly(
                        line("2026-11-10T16:00:00Z", "2026-11-10T17:00:00Z", Kind.RUNNING, 60, null),
                        line("2026-11-10T17:00:00Z", "2026-11-10T23:00:00Z", Kind.OUTSIDE_HOURS, 0, null),
                        line("2026-11-10T23:00:00Z", "2026-11-11T23:00:00Z", Kind.HOLIDAY, 0, "Armistice Day"),
                        line("2026-11-11T23:00:00Z", "2026-11-12T08:00:00Z", Kind.OUTSIDE_HOURS, 0, null),
                        line("2026-11-12T08:00:00Z", "2026-11-12T08:30:00Z", Kind.RUNNING, 30, null),
                        line("2026-11-12T08:30:00Z", "2026-11-12T09:30:00Z", Kind.WAITING, 0, null),
                        line("2026-11-12T09:30:00Z", "2026-11-12T11:00:00Z", Kind.RUNNING, 90, null));
    }

    @Test
    void marksThreeQuartersOfTheTarget() {
        assertThat(time.mark(TUESDAY_EVENING, THREE_HOURS, 75, List.of()))
                .contains(Instant.parse("2026-11-12T09:15:00Z"));
        assertThat(time.mark(TUESDAY_EVENING, SlaTarget.of(5, "days", "calendar-days"), 75, List.of()))
                .contains(Instant.parse("2026-11-14T10:00:00Z"));
    }

    @Test
    void keepsSecondsAndFractions() {
        Instant start = Instant.parse("2026-11-10T16:59:59.123456Z");

        assertThat(time.due(start, THREE_HOURS, List.of())).contains(Instant.parse("2026-11-12T10:59:59.123456Z"));
    }

    @Test
    void measuresElapsedWorkingTime() {
        Instant later = Instant.parse("2026-11-12T09:30:00Z");

        assertThat(time.elapsed(TUESDAY_EVENING, later, ClockKind.WORKING_HOURS, List.of()))
                .isEqualTo(Duration.ofMinutes(150));
        assertThat(time.elapsed(TUESDAY_EVENING, later, ClockKind.ROUND_THE_CLOCK, List.of()))
                .isEqualTo(Duration.between(TUESDAY_EVENING, later));
        assertThat(time.elapsed(later, TUESDAY_EVENING, ClockKind.WORKING_HOURS, List.of()))
                .isZero();
    }

    @Test
    void plannedReleaseHasNoDueDate() {
        assertThat(time.due(TUESDAY_EVENING, SlaTarget.plannedRelease(), List.of()))
                .isEmpty();
        assertThat(time.ledger(TUESDAY_EVENING, SlaTarget.plannedRelease(), List.of()))
                .isEmpty();
    }

    @Test
    void calendarWithoutSlotsServesOtherClocks() {
        BusinessTime empty = new BusinessTime(BusinessCalendar.in(PARIS).build());

        assertThat(empty.due(TUESDAY_EVENING, SlaTarget.of(2, "hours", "round-the-clock"), List.of()))
                .contains(Instant.parse("2026-11-10T18:00:00Z"));
        for (String clock : List.of("working-hours", "working-days")) {
            String unit = clock.substring("working-".length());
            assertThatExceptionOfType(HintedException.class)
                    .isThrownBy(() -> empty.due(TUESDAY_EVENING, SlaTarget.of(1, unit, clock), List.of()))
                    .withMessageContaining("no slots");
        }
    }

    @Test
    void givesUpOnACalendarThatLeavesNoTime() {
        BusinessCalendar.Builder builder = BusinessCalendar.in(PARIS).weekdays("09:00-18:00");
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= 31; day++) {
                if (day <= 29 || month != 2 && (day <= 30 || month % 2 == (month < 8 ? 1 : 0))) {
                    builder.closed("%02d-%02d".formatted(month, day));
                }
            }
        }
        BusinessTime closed = new BusinessTime(builder.build());

        for (String clock : List.of("working-hours", "working-days")) {
            String unit = clock.substring("working-".length());
            assertThatExceptionOfType(HintedException.class)
                    .isThrownBy(() -> closed.due(TUESDAY_EVENING, SlaTarget.of(1, unit, clock), List.of()))
                    .withMessageContaining("20 years");
        }
    }

    @Test
    void findsADueDateYearsAhead() {
        BusinessTime rare = new BusinessTime(BusinessCalendar.in(PARIS)
                .slots(DayOfWeek.MONDAY, "09:00-10:00")
                .build());

        assertThat(rare.due(TUESDAY_EVENING, SlaTarget.of(521, "hours", "working-hours"), List.of()))
                .contains(Instant.parse("2036-11-03T09:00:00Z"));
    }

    @Test
    void rejectsAPauseThatEndsBeforeItStarts() {
        assertThatExceptionOfType(HintedException.class)
                .isThrownBy(() -> new Pause(TUESDAY_EVENING, TUESDAY_EVENING.minusSeconds(1)));
    }

    private static Segment line(String from, String to, Kind kind, long minutes, String note) {
        return new Segment(Instant.parse(from), Instant.parse(to), kind, Duration.ofMinutes(minutes), note);
    }
}
