package org.vigie.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until a test moves it. */
public final class MutableClock extends Clock {

    private record Reading(Instant at, long nanos) {}

    private final @Nullable Duration standsStillFor;
    private volatile Reading reading;

    public MutableClock(Instant now) {
        this(now, null);
    }

    private MutableClock(Instant now, @Nullable Duration standsStillFor) {
        this.standsStillFor = standsStillFor;
        set(now);
    }

    /**
     * A clock that stands still only so long after each move, and goes on then: whoever waits for what is tried again later
     * does not wait for ever.
     */
    public static MutableClock standingStillFor(Duration time) {
        return new MutableClock(Instant.EPOCH, time);
    }

    public void set(Instant instant) {
        reading = new Reading(instant, System.nanoTime());
    }

    public void advance(Duration by) {
        set(instant().plus(by));
    }

    @Override
    public Instant instant() {
        Reading last = reading;
        if (standsStillFor == null) {
            return last.at();
        }
        Duration since = Duration.ofNanos(System.nanoTime() - last.nanos()).minus(standsStillFor);
        return since.isNegative() ? last.at() : last.at().plus(since);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
