package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.Test;

/** What waits is done by one at a time, and looking for it takes no lock. */
class SweepLockTests {

    private final List<LockConfiguration> taken = new ArrayList<>();
    private final AtomicInteger released = new AtomicInteger();
    private final AtomicBoolean held = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final LockProvider locks = configuration -> {
        taken.add(configuration);
        return held.get() ? Optional.empty() : Optional.of((SimpleLock) released::incrementAndGet);
    };
    private final SweepLock lock = new SweepLock(locks);

    @Test
    void noLockIsTakenWhileNothingWaits() {
        lock.whenever("sweep", () -> false, done::incrementAndGet);
        assertThat(taken).isEmpty();
        assertThat(done).hasValue(0);
    }

    @Test
    void whatWaitsIsDoneUnderTheLock() {
        lock.whenever("sweep", Duration.ofMinutes(10), () -> true, done::incrementAndGet);
        assertThat(done).hasValue(1);
        assertThat(released).hasValue(1);
        assertThat(taken).singleElement().satisfies(configuration -> {
            assertThat(configuration.getName()).isEqualTo("sweep");
            assertThat(configuration.getLockAtMostFor()).isEqualTo(Duration.ofMinutes(10));
        });
    }

    @Test
    void whatAnotherOneIsAtIsLeftToIt() {
        held.set(true);
        lock.whenever("sweep", () -> true, done::incrementAndGet);
        assertThat(done).hasValue(0);
    }
}
