package org.vigie.sla.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.Segment;

/** Life n is made from seed n: a failure names the seed to run again. */
class TicketLifeRandomTests {

    private static final int LIVES = 10_000;

    @Test
    @Timeout(120)
    void incrementalClockEqualsRecomputationAndMinuteWalk() {
        IntStream.range(0, LIVES).parallel().forEach(TicketLifeRandomTests::check);
    }

    private static void check(int seed) {
        RandomCalendars make = new RandomCalendars(seed);
        List<SlaEvent> events = life(make);
        TargetClock clock = TargetClock.start((SlaEvent.Started) events.get(0));
        for (int count = 1; count <= events.size(); count++) {
            if (count > 1) {
                clock = clock.apply(events.get(count - 1));
            }
            List<SlaEvent> soFar = events.subList(0, count);
            Instant now =
                    events.get(count - 1).at().plusSeconds(60L * make.random().nextInt(3000));
            assertSame(seed, clock, SlaLedger.of(soFar), now);
        }
        Instant now = events.get(events.size() - 1)
                .at()
                .plusSeconds(60L * make.random().nextInt(3000));
        LifeWalk walk = new LifeWalk(events, now);
        ClockReading reading = clock.reading(now);
        assertThat(reading.due()).as("due of seed %d: %s", seed, events).isEqualTo(walk.due());
        assertThat(reading.spent()).as("spent of seed %d: %s", seed, events).isEqualTo(walk.spent());
        assertThat(reading.waited()).as("waited of seed %d: %s", seed, events).isEqualTo(walk.waited());
    }

    private static void assertSame(int seed, TargetClock clock, SlaLedger recomputed, Instant now) {
        ClockReading reading = clock.reading(now);
        assertThat(reading).as("seed %d", seed).isEqualTo(recomputed.reading(now));
        List<Segment> ledger = clock.ledger(now);
        assertThat(ledger).as("seed %d", seed).isEqualTo(recomputed.segments(now));
        Duration allowance = clock.target().allowance().orElseThrow();
        if (!ledger.isEmpty()) {
            Instant end = ledger.get(ledger.size() - 1).to();
            boolean toDue = end.equals(reading.due());
            Duration counted = toDue || reading.spent().compareTo(allowance) > 0 ? allowance : reading.spent();
            LedgerAssert.assertAddsUp(ledger, ledger.get(0).from(), end, counted);
        }
    }

    private static List<SlaEvent> life(RandomCalendars make) {
        SplittableRandom random = make.random();
        ZoneId zone = make.zone();
        Instant at = make.start(zone);
        BusinessCalendar calendar = make.calendar(zone, at);
        List<SlaEvent> events = new ArrayList<>();
        events.add(new SlaEvent.Started(at, make.target(), calendar));
        for (int left = random.nextInt(12); left > 0; left--) {
            at = at.plusSeconds(60L * random.nextInt(1200));
            // another computer's clock may be an hour behind
            Instant told = random.nextInt(10) == 0 ? at.minusSeconds(3600) : at;
            ZoneId next = random.nextInt(4) == 0 ? make.zone() : zone;
            events.add(
                    switch (random.nextInt(9)) {
                        case 0, 1 -> new SlaEvent.Paused(told);
                        case 2, 3 -> new SlaEvent.Resumed(told);
                        case 4 -> new SlaEvent.TargetChanged(told, make.target());
                        case 5 -> new SlaEvent.CalendarChanged(told, make.calendar(next, at));
                        case 6 -> new SlaEvent.Stopped(told);
                        default -> new SlaEvent.Reopened(told);
                    });
        }
        return events;
    }
}
