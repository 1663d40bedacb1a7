package org.vigie.backup.scratch;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.vigie.backup.scratch.RestoreResult.Phase;

/** Measures how long each phase takes, also one that fails. For one thread. */
final class Phases {

    private final Map<Phase, Duration> durations = new EnumMap<>(Phase.class);

    <T> T measured(Phase phase, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            durations.put(phase, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    void measure(Phase phase, Runnable work) {
        measured(phase, () -> {
            work.run();
            return true;
        });
    }

    Map<Phase, Duration> durations() {
        return durations;
    }
}
