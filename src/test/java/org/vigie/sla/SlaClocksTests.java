package org.vigie.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.vigie.calendar.ClosingDay;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.WorkCalendar;
import org.vigie.sla.clock.ClockReading;
import org.vigie.sla.clock.SlaEvent;
import org.vigie.sla.clock.SlaLedger;
import org.vigie.sla.clock.TargetClock;
import org.vigie.support.VigieTest;

@VigieTest
@RecordApplicationEvents
class SlaClocksTests {

    /** A Friday, 10:00 in Paris. */
    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

    private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");

    @Autowired
    SlaClocks clocks;

    @Autowired
    SlaReadings readings;

    @Autowired
    SlaClockStore store;

    @Autowired
    SlaPolicy policy;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEvents events;

    private String ticket;
    private MaintenancePlan plan;

    @BeforeEach
    void startClocks() {
        ticket = "CZ-" + UUID.randomUUID();
        plan = plans.require("cesizen");
    }

    @Test
    void startsBothClocksOnce() {
        DueDates first = start("P1");
        clocks.start(ticket, plan, targets("P3"), at(60));
        DueDates second = clocks.dueDates(ticket);
        assertThat(first).isEqualTo(new DueDates(at(60), Instant.parse("2026-11-20T13:00:00Z")));
        assertThat(second).isEqualTo(first);
        assertThat(changes())
                .containsExactly(
                        new SlaClockChanged(ticket, TargetKind.RESPONSE, 1),
                        new SlaClockChanged(ticket, TargetKind.RESOLUTION, 1));
    }

    @Test
    void keepsDueDateOpenDuringPauseAndMovesItAfterwards() {
        start("P1");
        assertThat(clocks.pause(ticket, at(30))).isEqualTo(new DueDates(null, null));
        assertThat(clocks.pause(ticket, at(35))).isEqualTo(new DueDates(null, null));
        // 30 minutes used up, then 20 minutes of waiting
        assertThat(clocks.resume(ticket, at(50)))
                .isEqualTo(new DueDates(at(80), Instant.parse("2026-11-20T13:20:00Z")));
        assertThat(clocks.resume(ticket, at(55)).response()).isEqualTo(at(80));
        assertThat(store.events(ticket, TargetKind.RESPONSE)).hasSize(3);
        assertThat(changes()).hasSize(6);
    }

    @Test
    void keepsTimeSpentAndPausedWhenThePriorityChanges() {
        start("P3");
        clocks.pause(ticket, at(30));
        clocks.resume(ticket, at(50));
        // P1 leaves one hour, 40 minutes of which are used up at 60 minutes after the start
        assertThat(clocks.retarget(ticket, targets("P1"), at(60)).response()).isEqualTo(at(80));
        assertThat(clocks.retarget(ticket, targets("P1"), at(61)).response()).isEqualTo(at(80));
        assertThat(clocks.retarget(ticket, targets("P4"), at(62)).resolution()).isNull();
        assertThat(store.events(ticket, TargetKind.RESPONSE)).hasSize(5);
    }

    @Test
    void stopsEachTargetOnce() {
        start("P1");
        assertThat(clocks.stop(ticket, TargetKind.RESPONSE, at(20))).isTrue();
        assertThat(clocks.stop(ticket, TargetKind.RESPONSE, at(90))).isFalse();
        SlaReading response = readings.of(ticket).getFirst();
        assertThat(response.clock().state()).isEqualTo(TargetClock.State.STOPPED);
        assertThat(response.clock().breached()).isFalse();
        assertThat(response.stoppedAt()).isEqualTo(at(20));
        assertThat(response.clock().due()).isEqualTo(at(60));
        assertThat(readings.of(ticket).getLast().clock().state()).isEqualTo(TargetClock.State.RUNNING);
    }

    @Test
    void showsDueDateOfClockThatWasStoppedInItsPause() {
        start("P1");
        clocks.pause(ticket, at(30));
        clocks.stop(ticket, TargetKind.RESPONSE, at(100));
        SlaReading response = readings.of(ticket).getFirst();
        // half an hour is left, 20 minutes of it before lunch
        assertThat(response.clock().due()).isEqualTo(Instant.parse("2026-11-20T12:10:00Z"));
        assertThat(response.clock().breached()).isFalse();
    }

    @Test
    void goesOnFromWhereItStoodWhenReopened() {
        start("P1");
        clocks.stop(ticket, TargetKind.RESPONSE, at(10));
        clocks.stop(ticket, TargetKind.RESOLUTION, at(60));
        // one of three hours is used up; reopened on Monday at 09:00 in Paris
        DueDates due = clocks.reopen(ticket, Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(due.resolution()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(due.response()).isEqualTo(at(60));
        clocks.reopen(ticket, Instant.parse("2026-11-23T08:05:00Z"));
        assertThat(store.events(ticket, TargetKind.RESOLUTION)).hasSize(3);
        assertThat(readings.of(ticket).getLast().stoppedAt()).isNull();
    }

    @Test
    void appliesEditedCalendarToClocksThatGoOn() {
        start("P1");
        clocks.stop(ticket, TargetKind.RESPONSE, at(10));
        MaintenancePlan edited = closedOn("2026-11-20");
        assertThat(clocks.openTickets("cesizen")).contains(ticket);
        assertThat(clocks.applyCalendar(ticket, plan, at(50)).resolution())
                .isEqualTo(Instant.parse("2026-11-20T13:00:00Z"));
        // closed from 11:00 on: two of three hours are left for Monday
        assertThat(clocks.applyCalendar(ticket, edited, at(60)).resolution())
                .isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(clocks.applyCalendar(ticket, edited, at(70)).response()).isEqualTo(at(60));
        assertThat(store.events(ticket, TargetKind.RESOLUTION)).hasSize(2);
        assertThat(store.events(ticket, TargetKind.RESPONSE)).hasSize(2);
    }

    @Test
    void leavesTicketWithoutClocksAlone() {
        assertThat(clocks.pause("CZ-none", START)).isEqualTo(new DueDates(null, null));
        assertThat(clocks.stop("CZ-none", TargetKind.RESPONSE, START)).isFalse();
        assertThatThrownBy(() -> readings.of("CZ-none")).hasMessageContaining("there is no ticket CZ-none");
    }

    @Test
    void refusesToChangeStoredEvents() {
        start("P1");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM sla_event").update()).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("UPDATE sla_event SET seq = 7").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void showsWhatItsStoredEventsComputeAnewAfterAnyLife() {
        Random random = new Random(20261120);
        for (int life = 0; life < 200; life++) {
            ticket = "CZ-L" + life + "-" + UUID.randomUUID();
            Instant now = START.plus(random.nextInt(60 * 24 * 400), ChronoUnit.MINUTES);
            clocks.start(ticket, plan, targets(PRIORITIES.get(random.nextInt(4))), now);
            for (int step = random.nextInt(12); step > 0; step--) {
                now = now.plus(random.nextInt(60 * 30), ChronoUnit.MINUTES);
                live(random.nextInt(6), random, now);
            }
            assertReadingsAreThoseOf(now.plus(Duration.ofHours(random.nextInt(200))));
        }
    }

    private void live(int move, Random random, Instant now) {
        switch (move) {
            case 0 -> clocks.pause(ticket, now);
            case 1 -> clocks.resume(ticket, now);
            case 2 -> clocks.retarget(ticket, targets(PRIORITIES.get(random.nextInt(4))), now);
            case 3 -> clocks.applyCalendar(ticket, random.nextBoolean() ? plan : closedOn("2027-01-04"), now);
            case 4 -> clocks.stop(ticket, TargetKind.values()[random.nextInt(2)], now);
            default -> clocks.reopen(ticket, now);
        }
    }

    private void assertReadingsAreThoseOf(Instant now) {
        for (ClockRecord stored : store.of(ticket)) {
            List<SlaEvent> life = store.events(ticket, stored.target());
            SlaLedger anew = SlaLedger.of(life);
            ClockReading reading = anew.reading(now);
            assertThat(stored.state()).as("%s", life).isEqualTo(reading.state());
            assertThat(stored.due()).as("%s", life).isEqualTo(reading.due());
            assertThat(stored.warnAt()).as("%s", life).isEqualTo(reading.warnAt());
            assertThat(stored.revision()).isEqualTo(life.size());
            assertThat(TargetClock.of(life).reading(now)).as("%s", life).isEqualTo(reading);
            assertThat(TargetClock.of(life).ledger(now)).as("%s", life).isEqualTo(anew.segments(now));
        }
    }

    private DueDates start(String priority) {
        clocks.start(ticket, plan, targets(priority), START);
        return clocks.dueDates(ticket);
    }

    private SlaDecision targets(String priority) {
        return policy.targetsOf("cesizen", priority);
    }

    private static Instant at(int minutes) {
        return START.plus(minutes, ChronoUnit.MINUTES);
    }

    private List<SlaClockChanged> changes() {
        return events.stream(SlaClockChanged.class)
                .filter(event -> event.ticketId().equals(ticket))
                .toList();
    }

    private MaintenancePlan closedOn(String day) {
        return new MaintenancePlan(
                plan.application(),
                plan.name(),
                plan.ticketPrefix(),
                plan.url(),
                plan.language(),
                plan.timeZone(),
                new WorkCalendar(
                        plan.calendar().holidays(), plan.calendar().workingHours(), List.of(ClosingDay.parse(day))),
                plan.contacts(),
                plan.escalation(),
                plan.tickets(),
                plan.change(),
                plan.github(),
                plan.hosts(),
                plan.databases(),
                plan.channels(),
                plan.statusPage(),
                plan.release(),
                plan.monitoring(),
                plan.objectives(),
                null);
    }
}
