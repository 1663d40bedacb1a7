package org.vigie.monitoring.http;

import java.time.Duration;

/** The end of a check, over all that it does. */
final class Deadline {

    private final long end;
    private final Duration whole;

    private Deadline(Duration whole) {
        this.whole = whole;
        this.end = System.nanoTime() + whole.toNanos();
    }

    static Deadline in(Duration time) {
        return new Deadline(time);
    }

    /** What is left, at least a millisecond so that it can be waited for. */
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    boolean isOver() {
        return System.nanoTime() >= end;
    }

    @Override
    public String toString() {
        return whole.toMillis() % 1000 == 0 ? whole.toSeconds() + " s" : whole.toMillis() + " ms";
    }
}
