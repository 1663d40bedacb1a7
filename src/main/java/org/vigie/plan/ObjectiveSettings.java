package org.vigie.plan;

import org.jspecify.annotations.Nullable;

/**
 * What the indicators of a month are measured by; null: the indicator has no objective.
 *
 * @param uptime percent, at least
 * @param responseTime what 95 of 100 answers stay below
 * @param errorRate percent, below
 * @param satisfaction of 5, at least
 * @param restoredWithin the longest outage, at most
 * @param dataLoss the longest time between two usable backups, at most
 * @param deploymentSuccess percent, at least
 * @param criticalResolution mean, round the clock, below
 * @param criticalWorkingResolution mean, in working hours, below
 * @param ticketsWithTests percent, at least
 * @param coverageHeld whether coverage may not fall
 * @param recurrences at most
 * @param slaResponse percent, at least
 * @param slaResolution percent, at least
 * @param techDebt open tickets, at most
 */
public record ObjectiveSettings(
        @Nullable Double uptime,
        @Nullable PlanDuration responseTime,
        @Nullable Double errorRate,
        @Nullable Double satisfaction,
        @Nullable PlanDuration restoredWithin,
        @Nullable PlanDuration dataLoss,
        @Nullable Double deploymentSuccess,
        @Nullable PlanDuration criticalResolution,
        @Nullable PlanDuration criticalWorkingResolution,
        @Nullable Double ticketsWithTests,
        @Nullable Boolean coverageHeld,
        @Nullable Integer recurrences,
        @Nullable Double slaResponse,
        @Nullable Double slaResolution,
        @Nullable Integer techDebt) {

    /** Nothing is promised. */
    public static final ObjectiveSettings NONE = new ObjectiveSettings(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
