package org.vigie.platform.child;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.shared.Backoff;

/**
 * Starts a child again that ended unexpectedly, at once and then after pauses that grow, and gives up on one that does not
 * stay up.
 */
public final class ChildKeeper {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    /** An attempt that has begun is not broken off the moment that patience ends: on a busy machine it may be nearly there. */
    static final Duration GRACE = Duration.ofSeconds(35);

    private static final Logger LOG = LoggerFactory.getLogger(ChildKeeper.class);

    private final Child child;
    private final Duration patience;
    private final Duration settled;
    private final Runnable givenUp;
    private long downSince;
    private long upSince = System.nanoTime();
    private int attempts;

    /**
     * @param patience how long the child may be down, also with moments between in which it was up; an attempt that has
     *     begun by then has {@link #GRACE} more
     * @param settled how long it must be up for its next end to count as a new one
     * @param givenUp called when it takes longer
     */
    public ChildKeeper(Child child, Duration patience, Duration settled, Runnable givenUp) {
        this.child = child;
        this.patience = patience;
        this.settled = settled;
        this.givenUp = givenUp;
    }

    /** Begins to keep it; its restarts run on the executor, which is busy as long as they take. */
    public void keep(Executor executor) {
        upSince = System.nanoTime();
        child.whenEndsUnexpectedly(() -> executor.execute(this::revive));
    }

    private synchronized void revive() {
        long now = System.nanoTime();
        if (attempts == 0 || now - upSince > settled.toNanos()) {
            downSince = now;
            attempts = 0;
        }
        try {
            while (!startAgain()) {
                if (leftNanos() <= 0) {
                    LOG.error("{} does not stay up for more than {} s", child.name(), patience.toSeconds());
                    givenUp.run();
                    return;
                }
            }
            upSince = System.nanoTime();
        } catch (CancellationException e) {
            LOG.debug("{} is not started again, the platform is stopping", child.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startAgain() throws InterruptedException {
        if (child.isStoppedWithin(pause(attempts++))) {
            throw new CancellationException(child.name() + " was stopped");
        }
        long left = leftNanos();
        if (left <= 0) {
            return false;
        }
        try {
            child.start(Duration.ofNanos(left + GRACE.toNanos()));
            return true;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} could not be started again: {}", child.name(), e.getMessage());
            return false;
        }
    }

    private long leftNanos() {
        return downSince + patience.toNanos() - System.nanoTime();
    }

    static Duration pause(int attempts) {
        return attempts == 0 ? Duration.ZERO : new Backoff(FIRST_PAUSE, LONGEST_PAUSE).after(attempts - 1L);
    }
}
