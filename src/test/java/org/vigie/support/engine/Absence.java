package org.vigie.support.engine;

import java.time.Duration;
import java.util.Map;

/** For how long nobody is there after Vigie was killed. */
public enum Absence {
    /** As long as a start takes; leases are made shorter than that. */
    FIVE_SECONDS(Duration.ZERO, Map.of("vigie.work.lease", "PT6S", "vigie.notices.lease", "PT6S")),
    /** On the clocks of Vigie and the engine; leases are as they are. */
    FIVE_MINUTES(Duration.ofMinutes(5), Map.of());

    private final Duration moved;
    private final Map<String, String> settings;

    Absence(Duration moved, Map<String, String> settings) {
        this.moved = moved;
        this.settings = settings;
    }

    /** Of the Vigie that is killed and the next one. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Lets it pass. */
    public void pass(TestEngine engine) {
        // the broker may take itself for blocked after a leap, and Vigie waits up to a minute until it looks again
        if (!moved.isZero()) {
            engine.advance(moved);
        }
    }
}
