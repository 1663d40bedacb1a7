package org.vigie.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.shared.FencedException;
import org.vigie.shared.StoredJson;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class EffectsTests {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration OVER_A_LEASE = LEASE.plusSeconds(1);

    @Autowired
    Effects effects;

    @Autowired
    EffectRecords records;

    @Autowired
    MutableClock clock;

    @Autowired
    StoredJson json;

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
        records.claim(key, UUID.randomUUID(), clock.instant(), LEASE);
        clock.advance(Duration.ofSeconds(20));
        assertThatThrownBy(() -> once("second"))
                .isInstanceOfSatisfying(
                        EffectUnderWayException.class,
                        e -> assertThat(e.comeBackAfter()).hasSeconds(40));
        assertThat(happened).hasValue(0);
    }

    @Test
    void saysThatAnAttemptCutOffByACrashMayHaveHappened() {
        records.claim(key, UUID.randomUUID(), clock.instant(), LEASE);
        clock.advance(OVER_A_LEASE);
        effects.once(key, String.class, attempt -> {
            assertThat(attempt.doubtful()).isTrue();
            return "done";
        });
    }

    @Test
    void ignoresTheLateReportOfAnAttemptThatWasGivenAway() {
        UUID stalled = UUID.randomUUID();
        records.claim(key, stalled, clock.instant(), LEASE);
        clock.advance(OVER_A_LEASE);
        once("second");
        assertThat(records.done(key, stalled, "\"first\"", clock.instant())).isFalse();
        assertThat(once("third")).isEqualTo("second");
    }

    @Test
    void whoWasOvertakenGetsNoResult() {
        assertThatThrownBy(() -> effects.once(key, String.class, attempt -> {
                    clock.advance(OVER_A_LEASE);
                    once("second");
                    return "first";
                }))
                .isInstanceOf(FencedException.class);
        assertThat(once("third")).isEqualTo("second");
    }

    @Test
    void theFailureOfWhoWasOvertakenIsNoFailureOfTheEffect() {
        assertThatThrownBy(() -> effects.once(key, String.class, attempt -> {
                    clock.advance(OVER_A_LEASE);
                    records.claim(key, UUID.randomUUID(), clock.instant(), LEASE);
                    throw new IllegalStateException("server said no");
                }))
                .isInstanceOf(FencedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThatThrownBy(() -> once("third")).isInstanceOf(EffectUnderWayException.class);
    }

    @Test
    void isRecordedAlthoughItsLeaseIsOverWhenNobodyElseBegan() {
        effects.once(key, String.class, attempt -> {
            clock.advance(OVER_A_LEASE);
            return "late";
        });
        assertThat(once("second")).isEqualTo("late");
    }

    @Test
    void readsAResultThatAnotherVersionKept() {
        effects.once(key, Map.class, attempt -> Map.of("name", "dump", "addedLater", 1));
        assertThat(effects.once(key, Named.class, attempt -> new Named("second")))
                .isEqualTo(new Named("dump"));
    }

    record Named(String name) {}

    @Test
    void aHeldEffectIsRenewedAsLongAsItTakes() throws Exception {
        Duration shortLease = Duration.ofMillis(900);
        EffectRenewals renewals = new EffectRenewals();
        Effects real = new Effects(records, renewals, json, Clock.systemUTC(), shortLease);
        try {
            String result = real.held(key, String.class, holding -> {
                await().pollInterval(Duration.ofMillis(100))
                        .during(shortLease.multipliedBy(4))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> isRefused(real));
                holding.check();
                return "done";
            });
            assertThat(result).isEqualTo("done");
            assertThat(once("second")).isEqualTo("done");
        } finally {
            renewals.destroy();
        }
    }

    @Test
    void whoWasOvertakenIsToldBeforeItsNextStepAndItsResultIsNotRecorded() {
        assertThatThrownBy(() -> effects.held(key, String.class, holding -> {
                    holding.check();
                    clock.advance(OVER_A_LEASE);
                    assertThat(effects.held(key, String.class, second -> {
                                assertThat(second.doubtful()).isTrue();
                                assertThat(second.number()).isGreaterThan(holding.number());
                                return "second";
                            }))
                            .isEqualTo("second");
                    assertThatThrownBy(holding::check).isInstanceOf(FencedException.class);
                    return "first";
                }))
                .isInstanceOf(FencedException.class);
        assertThat(once("third")).isEqualTo("second");
    }

    @Test
    void whoSleptThroughItsLeaseGoesOnIfNobodyElseBegan() throws Exception {
        effects.held(key, String.class, holding -> {
            clock.advance(OVER_A_LEASE);
            holding.check();
            assertThatThrownBy(() -> once("second")).isInstanceOf(EffectUnderWayException.class);
            return "first";
        });
        assertThat(once("third")).isEqualTo("first");
    }

    @Test
    void aHeldEffectThatNobodyWaitsForAnyMoreStaysInDoubt() throws Exception {
        assertThatThrownBy(() -> effects.held(key, String.class, holding -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> once("second")).isInstanceOf(EffectUnderWayException.class);
        clock.advance(OVER_A_LEASE);
        effects.held(key, String.class, holding -> {
            assertThat(holding.doubtful()).isTrue();
            return "done";
        });
    }

    private boolean isRefused(Effects others) {
        try {
            others.once(key, String.class, attempt -> "second");
            return false;
        } catch (EffectUnderWayException e) {
            return true;
        }
    }

    private String once(String result) {
        return effects.once(key, String.class, attempt -> {
            happened.incrementAndGet();
            return result;
        });
    }
}
