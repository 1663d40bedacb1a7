package org.vigie.release.deployment;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/** Between two looks at something outside that tells nobody when it changes. */
final class Pause {

    private Pause() {}

    /** @throws CancellationException if the thread is interrupted */
    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("no longer waiting");
        }
    }
}
