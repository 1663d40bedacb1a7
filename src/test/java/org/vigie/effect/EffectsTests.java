package org.vigie.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class EffectsTests {

    @Autowired
    Effects effects;

    @Autowired
    EffectRecords records;

    @Autowired
    MutableClock clock;

    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger happened = new AtomicInteger();

    @Test
    void happensOnceAndGivesTheFirstResultAgain() {
        assertThat(once("first")).isEqualTo("first");
        assertThat(once("second")).isEqualTo("first");
        assertThat(happened).hasValue(1);
    }

    @Test
    void happensOnceForAHundredCallersAtTheSameTime() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    try {
                        return once("done");
                    } catch (EffectUnderWayException e) {
                        return "come again";
                    }
                }));
            }
            start.countDown();
            for (Future<String> result : results) {
                assertThat(result.get()).isIn("done", "come again");
            }
        }
        assertThat(happened).hasValue(1);
    }

    @Test
    void isAttemptedAgainAfterAFailure() {
        assertThatThrownBy(() -> effects.once(key, String.class, attempt -> {
                    throw new IllegalStateException("server said no");
                }))
                .hasMessage("server said no");
        effects.once(key, String.class, attempt -> {
            assertThat(attempt.doubtful()).isFalse();
            assertThat(attempt.number()).isEqualTo(2);
            return "done";
        });
    }

    @Test
    void refusesASecondAttemptWhileTheFirstIsUnderWay() {
        records.claim(key, UUID.randomUUID(), clock.instant(), Effects.LEASE);
        assertThatThrownBy(() -> once("second")).isInstanceOf(EffectUnderWayException.class);
        assertThat(happened).hasValue(0);
    }

    @Test
    void saysThatAnAttemptCutOffByACrashMayHaveHappened() {
        records.claim(key, UUID.randomUUID(), clock.instant(), Effects.LEASE);
        clock.advance(Effects.LEASE.plus(Duration.ofSeconds(1)));
        effects.once(key, String.class, attempt -> {
            assertThat(attempt.doubtful()).isTrue();
            return "done";
        });
    }

    @Test
    void ignoresTheLateReportOfAnAttemptThatWasGivenAway() {
        UUID stalled = UUID.randomUUID();
        records.claim(key, stalled, clock.instant(), Effects.LEASE);
        clock.advance(Effects.LEASE.plus(Duration.ofSeconds(1)));
        once("second");
        records.done(key, stalled, "\"first\"", clock.instant());
        assertThat(once("third")).isEqualTo("second");
    }

    private String once(String result) {
        return effects.once(key, String.class, attempt -> {
            happened.incrementAndGet();
            return result;
        });
    }
}
