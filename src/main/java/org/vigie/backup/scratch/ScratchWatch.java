package org.vigie.backup.scratch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ends a restore from outside: when somebody cancels it, and when its time is over. */
final class ScratchWatch implements AutoCloseable {

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("scratch-watch").factory());
    private final long end;
    private final BooleanSupplier cancelled;
    private final Runnable stop;
    private volatile @Nullable RestoreStopped reason;

    /** @param stop makes whatever the restore waits for fail soon; called again until {@link #close} */
    ScratchWatch(Duration time, BooleanSupplier cancelled, Runnable stop) {
        this.end = System.nanoTime() + time.toNanos();
        this.cancelled = cancelled;
        this.stop = stop;
        executor.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        if (reason == null) {
            if (cancelled.getAsBoolean()) {
                reason = RestoreStopped.inconclusive("cancelled", "somebody asked for the end of the restore");
            } else if (left().isNegative()) {
                reason = RestoreStopped.inconclusive("deadline", "the restore took longer than it may");
            }
        }
        if (reason != null) {
            stop.run();
        }
    }

    /** How much time is left; negative when it is over. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** Why it was ended; null if it was not. */
    @Nullable
    RestoreStopped reason() {
        return reason;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
