package org.vigie.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scenario that is shown.
 *
 * @param step how many of its steps are done
 * @param operationId what is waited for; null: the next step begins
 * @param endedAt null while it goes on
 */
public record DemoRun(
        long id,
        DemoScenario scenario,
        int step,
        @Nullable String operationId,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt) {

    boolean isAtItsEnd() {
        return step >= scenario.steps().size();
    }

    DemoStep next() {
        return scenario.steps().get(step);
    }
}
