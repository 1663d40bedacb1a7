package org.vigie.release.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * What a released version must keep to while it is observed; figures of the plan.
 *
 * @param window how long it is observed
 * @param successRate lowest share of probes that succeed, above 0 and up to 1; a share that is exactly so is fine
 * @param p95 longest time within which 95 of 100 answers come; null if the plan sets none
 * @param errorRate highest share of users' requests that fail, from 0 to below 1; null if the plan sets none
 * @param minimumSamples how many probes, and how many requests, a share is taken from at least
 * @param failuresInARow so many failed probes one after the other are bad at once, however few samples there are
 * @param changesAllowed how often probes may change between success and failure before the version is said to flap
 */
public record HealthTargets(
        Duration window,
        double successRate,
        @Nullable Duration p95,
        @Nullable Double errorRate,
        int minimumSamples,
        int failuresInARow,
        int changesAllowed) {

    public HealthTargets {
        boolean times = !window.isNegative() && !window.isZero() && (p95 == null || p95.isPositive());
        boolean rates = successRate > 0 && successRate <= 1 && (errorRate == null || (errorRate >= 0 && errorRate < 1));
        if (!times || !rates || minimumSamples < 1 || failuresInARow < 1 || changesAllowed < 0) {
            throw new HintedException(
                    "the figures of the observation cannot be used",
                    "Give a window and times above zero, shares between 0 and 1, and counts of at least 1.");
        }
    }
}
