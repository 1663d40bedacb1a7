package org.vigie.release.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.plan.ReleaseCalendarSettings;
import org.vigie.plan.WindowSettings.Weekday;
import org.vigie.release.version.VersionBump;

/** The days of C-REL-1 on the calendar of CESIZen. */
class SlotsTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final BusinessCalendar OFFICE = BusinessCalendar.in(PARIS)
            .weekdays("09:00-12:00", "13:00-18:00")
            .holidays("FR", null)
            .build();

    @Test
    void fixesGoOutEveryWeekAtTheLocalTime() {
        assertThat(days(slots(Weekday.TUESDAY, null, null), "2026-10-20T00:00:00Z", "2026-11-04T00:00:00Z"))
                .containsExactly(
                        "PATCH 2026-10-20T08:00:00Z", // summer time
                        "PATCH 2026-10-27T09:00:00Z",
                        "PATCH 2026-11-03T09:00:00Z");
    }

    @Test
    void aFreeDayIsPutOffToTheNextWorkingDay() {
        // All Saints' Day 2026 is a Sunday; 14 July is a Tuesday, 1 January 2027 a Friday before a weekend
        assertThat(days(slots(null, 1, null), "2026-10-31T00:00:00Z", "2026-11-30T00:00:00Z"))
                .containsExactly("MINOR 2026-11-02T09:00:00Z");
        assertThat(days(slots(Weekday.TUESDAY, null, null), "2026-07-13T00:00:00Z", "2026-07-20T00:00:00Z"))
                .containsExactly("PATCH 2026-07-15T08:00:00Z");
        assertThat(days(slots(null, null, 1), "2026-12-31T00:00:00Z", "2027-01-31T00:00:00Z"))
                .containsExactly("MAJOR 2027-01-04T09:00:00Z");
    }

    @Test
    void incompatibleChangesGoOutEveryQuarter() {
        assertThat(days(slots(null, null, 5), "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))
                .containsExactly(
                        "MAJOR 2026-01-05T09:00:00Z",
                        "MAJOR 2026-04-07T08:00:00Z", // a Sunday, and Easter Monday
                        "MAJOR 2026-07-06T08:00:00Z",
                        "MAJOR 2026-10-05T08:00:00Z");
    }

    @Test
    void whatIsMissedIsOneReleaseWithTheGreatestChange() {
        Slots slots = slots(Weekday.TUESDAY, 5, 5);
        assertThat(slots.dueBetween(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-21T00:00:00Z")))
                .hasValueSatisfying(slot -> {
                    assertThat(slot.upTo()).isEqualTo(VersionBump.MAJOR);
                    assertThat(slot.due()).isEqualTo("2026-10-20T08:00:00Z");
                });
        assertThat(slots.dueBetween(Instant.parse("2026-10-06T09:00:00Z"), Instant.parse("2026-10-12T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void noDayIsDueTwiceAndNoneIsMissing() {
        Slots slots = slots(Weekday.MONDAY, 1, 1);
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant to = Instant.parse("2027-01-01T00:00:00Z");
        int single = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(3600)) {
            single += slots.between(at, at.plusSeconds(3600)).size();
        }
        assertThat(single).isEqualTo(slots.between(from, to).size()).isEqualTo(52 + 12 + 4);
    }

    @Test
    void theNextDayForAChangeAllowsItsSize() {
        Slots slots = slots(Weekday.TUESDAY, 5, null);
        Instant now = Instant.parse("2026-11-20T09:00:00Z");
        assertThat(slots.nextFor(VersionBump.PATCH, now))
                .hasValueSatisfying(slot -> assertThat(slot.due()).isEqualTo("2026-11-24T09:00:00Z"));
        assertThat(slots.nextFor(VersionBump.MINOR, now))
                .hasValueSatisfying(slot -> assertThat(slot.due()).isEqualTo("2026-12-07T09:00:00Z"));
        assertThat(slots.nextFor(VersionBump.MAJOR, now)).isEmpty();
    }

    @Test
    void withoutWorkingHoursOnlyFreeDaysAreLeftOut() {
        BusinessCalendar always =
                BusinessCalendar.in(PARIS).holidays("FR", null).closed("07-15").build();
        Slots slots = new Slots(settings(Weekday.TUESDAY, null, null), always);
        assertThat(days(slots, "2026-07-13T00:00:00Z", "2026-07-20T00:00:00Z"))
                .containsExactly("PATCH 2026-07-16T08:00:00Z");
    }

    private static Slots slots(@Nullable Weekday patch, @Nullable Integer minor, @Nullable Integer major) {
        return new Slots(settings(patch, minor, major), OFFICE);
    }

    private static ReleaseCalendarSettings settings(
            @Nullable Weekday patch, @Nullable Integer minor, @Nullable Integer major) {
        return new ReleaseCalendarSettings("main", LocalTime.of(10, 0), patch, minor, major);
    }

    private static List<String> days(Slots slots, String after, String notAfter) {
        return slots.between(Instant.parse(after), Instant.parse(notAfter)).stream()
                .map(slot -> slot.upTo() + " " + slot.due())
                .toList();
    }
}
