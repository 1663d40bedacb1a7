package org.vigie.engine.job;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A pool that can be told to run what was given to it for now, but nothing more of what was given to it for later.
 *
 * <p>The Camunda client (seen in 8.8.14) asks for a broken job stream again after a delay. If the worker is closed in
 * between, {@code JobStreamerImpl.open} returns without releasing its lock, and closing the client then waits for ever.
 */
final class WorkerPool extends ScheduledThreadPoolExecutor {

    private final ReadWriteLock delayed = new ReentrantReadWriteLock();
    private boolean dropped;

    WorkerPool(int threads) {
        super(threads, Thread.ofPlatform().name("job-worker-", 1).factory());
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** From when this returns, no {@code Runnable} that was or is scheduled with a delay is running or will run. */
    void dropDelayed() {
        delayed.writeLock().lock();
        try {
            dropped = true;
        } finally {
            delayed.writeLock().unlock();
        }
    }

    /** Also called for what is to run now, with a delay of zero. */
    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return super.schedule(delay <= 0 ? command : () -> runUnlessDropped(command), delay, unit);
    }

    private void runUnlessDropped(Runnable command) {
        delayed.readLock().lock();
        try {
            if (!dropped) {
                command.run();
            }
        } finally {
            delayed.readLock().unlock();
        }
    }
}
