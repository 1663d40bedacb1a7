package org.vigie.support.engine;

import java.time.Duration;
import java.util.Map;

/** For how long nobody is there after Vigie was killed. */
public enum Absence {
    /** As long as a start takes; leases are made shorter than that. */
    FIVE_SECONDS(Duration.ZERO, Map.of("vigie.work.lease", "PT6S", "vigie.notices.lease", "PT6S")),
    /** On all clocks; leases are as they are. */
    FIVE_MINUTES(Duration.ofMinutes(5), Map.of());

    /** After a leap of ten the broker may take itself for blocked, and look again only a minute later. */
    private static final Duration STEP = Duration.ofSeconds(1);

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
        for (Duration passed = Duration.ZERO; passed.compareTo(moved) < 0; passed = passed.plus(STEP)) {
            engine.advance(STEP);
        }
    }
}
