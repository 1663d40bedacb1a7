package org.vigie.engine.job;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * The threads that job workers run on. At shutdown, jobs that have begun are finished: this runs after the workers
 * stopped asking for jobs (phase {@code Integer.MAX_VALUE}) and before the client closes.
 */
class WorkerThreads implements SmartLifecycle {

    static final Duration DRAIN = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerThreads.class);

    private final WorkerPool pool;

    WorkerThreads(int threads) {
        this.pool = new WorkerPool(threads);
    }

    ScheduledExecutorService pool() {
        return pool;
    }

    @Override
    public void start() {
        // the pool is there from the beginning
    }

    /** Comes before any worker is closed. */
    @EventListener
    void closing(ContextClosedEvent event) {
        pool.dropDelayed();
    }

    @Override
    public void stop() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("jobs still running after {} s are left to be given out again", DRAIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !pool.isShutdown();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
