package org.vigie.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.vigie.shared.HintedException;

class BusinessCalendarTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void namesTheHolidayThatMakesADayFree() {
        BusinessCalendar calendar =
                BusinessCalendar.in(PARIS).holidays("FR", null).build();

        assertThat(calendar.freeDay(LocalDate.parse("2026-11-11"))).isEqualTo("Armistice Day");
        assertThat(calendar.freeDay(LocalDate.parse("2026-11-12"))).isNull();
    }

    @Test
    void knowsHolidaysOfARegion() {
        LocalDate goodFriday = LocalDate.parse("2026-04-03");

        assertThat(BusinessCalendar.in(PARIS).holidays("FR", null).build().freeDay(goodFriday))
                .isNull();
        assertThat(BusinessCalendar.in(PARIS).holidays("FR", "67").build().freeDay(goodFriday))
                .isEqualTo("Good Friday");
    }

    @Test
    void findsAHolidayObservedInTheYearBeforeItsOwn() {
        BusinessCalendar calendar = BusinessCalendar.in(ZoneId.of("America/New_York"))
                .holidays("us", null)
                .build();

        assertThat(calendar.freeDay(LocalDate.parse("2021-12-31"))).isEqualTo("New Year's Day");
    }

    @Test
    void ordersSlotsAndKeepsThoseThatTouch() {
        BusinessCalendar calendar = BusinessCalendar.in(PARIS)
                .slots(DayOfWeek.MONDAY, "12:00-24:00", "09:00-12:00")
                .build();

        assertThat(calendar.slotsOn(LocalDate.parse("2026-11-23")))
                .containsExactly(WorkSlot.parse("09:00-12:00"), WorkSlot.parse("12:00-24:00"));
        assertThat(calendar.worksOn(LocalDate.parse("2026-11-24"))).isFalse();
    }

    @Test
    void rejectsOverlappingSlots() {
        assertThatExceptionOfType(HintedException.class)
                .isThrownBy(() -> BusinessCalendar.in(PARIS)
                        .weekdays("09:00-12:30", "12:00-18:00")
                        .build())
                .withMessageContaining("overlap");
    }

    @Test
    void rejectsANightAsOneSlot() {
        assertThatExceptionOfType(HintedException.class)
                .isThrownBy(() -> WorkSlot.parse("22:00-06:00"))
                .satisfies(e -> assertThat(e.hint()).contains("two slots"));
        assertThatExceptionOfType(HintedException.class).isThrownBy(() -> WorkSlot.parse("9-12"));
        assertThatExceptionOfType(HintedException.class).isThrownBy(() -> WorkSlot.parse("09:00-24:01"));
    }

    @Test
    void rejectsAnUnknownCountryRegionAndDay() {
        assertThatExceptionOfType(HintedException.class)
                .isThrownBy(
                        () -> BusinessCalendar.in(PARIS).holidays("XX", null).build());
        assertThatExceptionOfType(HintedException.class)
                .isThrownBy(
                        () -> BusinessCalendar.in(PARIS).holidays("FR", "zz").build())
                .satisfies(e -> assertThat(e.hint()).contains("67"));
        assertThatExceptionOfType(HintedException.class)
                .isThrownBy(
                        () -> BusinessCalendar.in(PARIS).closed("2026-02-30").build());
        assertThatExceptionOfType(HintedException.class)
                .isThrownBy(() -> BusinessCalendar.in(PARIS).closed("24.12.").build());
    }
}
