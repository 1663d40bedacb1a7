package org.vigie.release.deprecation;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;

/** When a deprecation is told again, and when its removal is due, in the local time of the plan. */
final class DeprecationTimes {

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private DeprecationTimes() {}

    /** What is due next. */
    record Next(boolean removal, Instant at) {}

    /**
     * The first notice that was not told yet, else the removal.
     *
     * @param toldUntil up to when what is due was told
     */
    static Next next(MaintenancePlan plan, Deprecation deprecation, Instant toldUntil) {
        ZonedDateTime removal = deprecation.removalOn().atTime(MORNING).atZone(plan.timeZone());
        List<PlanDuration> notices =
                Objects.requireNonNull(plan.release()).deprecation().notices();
        return notices.stream()
                .map(lead -> removal.minusDays(lead.days()).minus(lead.time()).toInstant())
                .filter(at -> at.isAfter(toldUntil))
                .findFirst()
                .map(at -> new Next(false, at))
                .orElse(new Next(true, removal.toInstant()));
    }
}
