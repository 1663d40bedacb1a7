package org.vigie.sla.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.Segment;
import org.vigie.calendar.Segment.Kind;
import org.vigie.shared.HintedException;
import org.vigie.sla.clock.TargetClock.State;

class TargetClockTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final BusinessCalendar WEEK = BusinessCalendar.in(PARIS)
            .weekdays("09:00-12:00", "13:00-18:00")
            .holidays("FR", null)
            .closed("12-24")
            .build();
    private static final SlaTarget SIX_HOURS = SlaTarget.of(6, "hours", "working-hours");
    private static final SlaTarget THREE_HOURS = SlaTarget.of(3, "hours", "working-hours");
    private static final SlaTarget FIVE_DAYS = SlaTarget.of(5, "days", "calendar-days");
    /** A Monday. */
    private static final Instant NINE = Instant.parse("2026-11-23T08:00:00Z");

    private final TargetClock started = TargetClock.start(new SlaEvent.Started(NINE, SIX_HOURS, WEEK));

    @Test
    void runsTowardsItsDueDate() {
        ClockReading reading = started.reading(at("10:00"));

        assertThat(reading.state()).isEqualTo(State.RUNNING);
        assertThat(reading.spent()).isEqualTo(Duration.ofHours(1));
        assertThat(reading.remaining()).isEqualTo(Duration.ofHours(5));
        assertThat(reading.warnAt()).isEqualTo(at("14:30"));
        assertThat(reading.due()).isEqualTo(at("16:00"));
        assertThat(reading.breached()).isFalse();
        assertThat(started.reading(at("16:00")).breached()).isTrue();
    }

    @Test
    void standsWhileItIsPaused() {
        TargetClock paused = started.apply(new SlaEvent.Paused(at("10:00")));

        ClockReading reading = paused.reading(at("17:00"));
        assertThat(reading.state()).isEqualTo(State.PAUSED);
        assertThat(reading.spent()).isEqualTo(Duration.ofHours(1));
        assertThat(reading.waited()).isEqualTo(Duration.ofHours(7));
        assertThat(reading.due()).isNull();
        assertThat(reading.breached()).isFalse();
        assertThat(paused.apply(new SlaEvent.Resumed(at("11:00"))).due()).contains(at("17:00"));
    }

    @Test
    void priorityChangeKeepsTimeSpentAndPaused() {
        TargetClock changed = started.apply(new SlaEvent.Paused(at("10:00")))
                .apply(new SlaEvent.Resumed(at("11:00")))
                .apply(new SlaEvent.TargetChanged(at("11:30"), THREE_HOURS));

        ClockReading reading = changed.reading(at("11:30"));
        assertThat(reading.spent()).isEqualTo(Duration.ofMinutes(90));
        assertThat(reading.waited()).isEqualTo(Duration.ofHours(1));
        assertThat(reading.due()).isEqualTo(at("14:00"));
    }

    @Test
    void priorityChangeToAnotherClockMeasuresTheSameLifeAnew() {
        TargetClock changed = started.apply(new SlaEvent.Paused(at("10:00")))
                .apply(new SlaEvent.Resumed(at("11:00")))
                .apply(new SlaEvent.TargetChanged(at("14:00"), FIVE_DAYS));

        assertThat(changed.reading(at("14:00")).spent()).isEqualTo(Duration.ofHours(4));
        assertThat(changed.due()).contains(Instant.parse("2026-11-28T09:00:00Z"));
    }

    @Test
    void priorityChangeMayBreachAtOnceAndBack() {
        TargetClock late = started.apply(new SlaEvent.TargetChanged(at("15:00"), THREE_HOURS));

        assertThat(late.reading(at("15:00")).breached()).isTrue();
        assertThat(late.reading(at("15:00")).due()).isEqualTo(at("12:00"));
        TargetClock back = late.apply(new SlaEvent.TargetChanged(at("15:30"), SIX_HOURS));
        assertThat(back.reading(at("15:30")).breached()).isFalse();
        assertThat(back.due()).contains(at("16:00"));
    }

    @Test
    void calendarChangeKeepsWhatWasCountedAndHoldsFromThenOn() {
        BusinessCalendar mornings =
                BusinessCalendar.in(PARIS).weekdays("09:00-11:00").build();

        TargetClock changed = started.apply(new SlaEvent.CalendarChanged(at("15:00"), mornings));

        assertThat(changed.reading(at("15:00")).spent()).isEqualTo(Duration.ofHours(5));
        assertThat(changed.due()).contains(at("10:00").plus(Duration.ofDays(1)));
    }

    @Test
    void reopenedClockGoesOnFromWhereItStood() {
        TargetClock stopped = started.apply(new SlaEvent.Stopped(at("10:00")));
        TargetClock reopened = stopped.apply(new SlaEvent.Reopened(at("15:00")));

        assertThat(stopped.reading(at("17:00")).spent()).isEqualTo(Duration.ofHours(1));
        assertThat(stopped.reading(at("17:00")).due()).isEqualTo(at("16:00"));
        assertThat(stopped.reading(at("17:00")).breached()).isFalse();
        assertThat(reopened.reading(at("15:00")).spent()).isEqualTo(Duration.ofHours(1));
        assertThat(reopened.due()).contains(at("11:00").plus(Duration.ofDays(1)));
        assertThat(reopened.ledger(at("15:00"))).extracting(Segment::kind).contains(Kind.CLOSED);
    }

    @Test
    void pauseAfterTheDueDateChangesNothing() {
        TargetClock paused = started.apply(new SlaEvent.Paused(at("17:00")));

        assertThat(paused.due()).contains(at("16:00"));
        assertThat(paused.reading(at("17:30")).breached()).isTrue();
    }

    @Test
    void repeatedEventsHaveNoEffect() {
        TargetClock once = started.apply(new SlaEvent.Paused(at("10:00")));
        TargetClock twice = once.apply(new SlaEvent.Paused(at("10:30")));

        assertThat(twice.reading(at("12:00"))).isEqualTo(once.reading(at("12:00")));
        assertThat(started.apply(new SlaEvent.Resumed(at("10:00"))).due()).isEqualTo(started.due());
        assertThat(started.apply(new SlaEvent.Reopened(at("10:00"))).due()).isEqualTo(started.due());
    }

    @Test
    void eventThatTellsAnEarlierTimeCountsFromTheLastOneOn() {
        TargetClock clock = started.apply(new SlaEvent.Paused(at("11:00"))).apply(new SlaEvent.Resumed(at("10:00")));

        assertThat(clock.reading(at("11:00")).waited()).isZero();
        assertThat(clock.due()).contains(at("16:00"));
    }

    @Test
    void plannedReleaseIsNeverDue() {
        TargetClock clock = started.apply(new SlaEvent.TargetChanged(at("10:00"), SlaTarget.plannedRelease()));

        ClockReading reading = clock.reading(at("17:00"));
        assertThat(reading.due()).isNull();
        assertThat(reading.remaining()).isNull();
        assertThat(reading.breached()).isFalse();
        assertThat(clock.apply(new SlaEvent.TargetChanged(at("17:00"), SIX_HOURS))
                        .due())
                .contains(at("16:00"));
    }

    @Test
    void rejectsASecondStartAndAMissingOne() {
        SlaEvent.Started again = new SlaEvent.Started(NINE, SIX_HOURS, WEEK);

        assertThatExceptionOfType(HintedException.class).isThrownBy(() -> started.apply(again));
        assertThatExceptionOfType(HintedException.class)
                .isThrownBy(() -> TargetClock.of(List.of(new SlaEvent.Paused(NINE))));
        assertThatExceptionOfType(HintedException.class).isThrownBy(() -> SlaLedger.of(List.of(again, again)));
    }

    @Test
    void eventsSurviveStorageAsJson() throws JsonProcessingException {
        ObjectMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        List<SlaEvent> events = List.of(
                new SlaEvent.Started(NINE, SIX_HOURS, WEEK),
                new SlaEvent.Paused(at("10:00")),
                new SlaEvent.Resumed(at("11:00")),
                new SlaEvent.TargetChanged(at("11:30"), SlaTarget.plannedRelease()),
                new SlaEvent.CalendarChanged(at("12:00"), WEEK),
                new SlaEvent.Stopped(at("12:30")),
                new SlaEvent.Reopened(at("13:00")));
        TypeReference<List<SlaEvent>> type = new TypeReference<>() {};

        String stored = json.writerFor(type).writeValueAsString(events);

        assertThat(stored).contains("\"type\":\"target-changed\"", "\"clock\":\"working-hours\"", "\"09:00-12:00\"");
        assertThat(json.readValue(stored, type)).isEqualTo(events);
        assertThat(json.readValue(json.writeValueAsString(events.get(0)), SlaEvent.class))
                .isEqualTo(events.get(0));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + ":00Z").minus(Duration.ofHours(1));
    }
}
