package org.vigie.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Round the clock: every second of the instant line counts. */
enum ElapsedMeter implements Meter {
    INSTANCE;

    @Override
    public Duration counted(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    @Override
    public Instant reach(Instant from, Duration goal) {
        return from.plus(goal);
    }

    @Override
    public void segments(Instant from, Instant to, Consumer<Segment> sink) {
        sink.accept(new Segment(from, to, Segment.Kind.RUNNING, counted(from, to), null));
    }
}
