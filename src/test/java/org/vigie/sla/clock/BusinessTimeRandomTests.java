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

/** Case n is made from seed n: a failure names the seed to run again. */
class BusinessTimeRandomTests {

    private static final int CASES = 100_000;

    @Test
    @Timeout(120)
    void agreesWithAMinuteWalkInTwelveZones() {
        IntStream.range(0, CASES).parallel().forEach(BusinessTimeRandomTests::check);
    }

    private static void check(int seed) {
        RandomCalendars make = new RandomCalendars(seed);
        ZoneId zone = make.zone();
        Instant start = make.start(zone);
        BusinessCalendar calendar = make.calendar(zone, start);
        SlaTarget target = make.target();
        List<Pause> pauses = pauses(make.random(), start);
        BusinessTime time = new BusinessTime(calendar);

        Instant due = time.due(start, target, pauses).orElseThrow();

        if (!due.equals(walked(calendar, start, target, pauses))) {
            assertThat(due)
                    .as("seed %d: %s %s %s %s", seed, calendar, start, target, pauses)
                    .isEqualTo(walked(calendar, start, target, pauses));
        }
        if (seed % 10 == 0) {
            Duration allowance = target.allowance().orElseThrow();
            LedgerAssert.assertAddsUp(time.ledger(start, target, pauses), start, due, allowance);
            assertThat(time.mark(start, target, 75, pauses).orElseThrow())
                    .as("seed %d", seed)
                    .isBefore(due);
        }
    }

    private static Instant walked(BusinessCalendar calendar, Instant start, SlaTarget target, List<Pause> pauses) {
        MinuteWalk walk = new MinuteWalk(target.clock(), calendar, RandomCalendars.holidays());
        walk.goal(target.allowance().orElseThrow().toMinutes());
        boolean ran = false;
        for (Instant at = start; walk.due() == null; at = at.plusSeconds(60)) {
            boolean runs = !paused(pauses, at);
            if (runs && !ran) {
                walk.begin(at, calendar);
            }
            if (runs) {
                walk.minute(at);
            }
            ran = runs;
        }
        return walk.due();
    }

    private static boolean paused(List<Pause> pauses, Instant at) {
        for (Pause pause : pauses) {
            if (!at.isBefore(pause.from()) && at.isBefore(pause.to())) {
                return true;
            }
        }
        return false;
    }

    /** None in every other case; else up to three, in any order, overlapping or not. */
    private static List<Pause> pauses(SplittableRandom random, Instant start) {
        List<Pause> pauses = new ArrayList<>();
        if (random.nextBoolean()) {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                Instant from = start.plusSeconds(60L * random.nextInt(-300, 4000));
                pauses.add(new Pause(from, from.plusSeconds(60L * random.nextInt(2000))));
            }
        }
        return pauses;
    }
}
