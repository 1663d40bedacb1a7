package org.vigie.shared;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Lets one Vigie at a time do what waits, as {@code @SchedulerLock} does, and looks before it takes the lock: who looks every second
 * and mostly finds nothing writes nothing then. Thread-safe.
 */
@Component
public class SweepLock {

    private static final Duration USUAL = Duration.ofMinutes(2);

    private final LockingTaskExecutor executor;

    SweepLock(LockProvider locks) {
        this.executor = new DefaultLockingTaskExecutor(locks);
    }

    /**
     * Does the work if something waits and no other Vigie is at it; it has two minutes before another one takes over.
     *
     * @param waits a read without effect; the work looks again
     */
    public void whenever(String name, BooleanSupplier waits, Runnable work) {
        whenever(name, USUAL, waits, work);
    }

    /** As {@link #whenever(String, BooleanSupplier, Runnable)}, with another time for the work. */
    public void whenever(String name, Duration atMost, BooleanSupplier waits, Runnable work) {
        if (waits.getAsBoolean()) {
            executor.executeWithLock(work, new LockConfiguration(ClockProvider.now(), name, atMost, Duration.ZERO));
        }
    }
}
