package org.vigie.release.freeze;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;

/** What a freeze means for a release: it is refused, unless it is an emergency, which is kept with who asked and why. */
@Component
public class FreezeGate {

    /** In the input of a release: it cannot wait. */
    public static final String EMERGENCY = "emergency";

    /** In the accepted input of an emergency: the freeze in which it was asked for. */
    private static final String FROZEN = "frozen";

    private static final String REASON = "reason";

    private final Freezes freezes;
    private final Clock clock;

    FreezeGate(Freezes freezes, Clock clock) {
        this.freezes = freezes;
        this.clock = clock;
    }

    /**
     * Lets a release in.
     *
     * @param reason why it is asked for
     * @return what is to be kept with its input
     * @throws ConflictException if releases are frozen and it is no emergency
     * @throws InvalidFieldException if it is an emergency without a reason
     */
    public Map<String, Object> accept(MaintenancePlan plan, boolean emergency, Optional<String> reason) {
        Optional<Freezes.Frozen> frozen = freezes.at(plan, clock.instant());
        if (!emergency) {
            frozen.ifPresent(freeze -> {
                throw new ConflictException(
                        "releases of " + plan.application() + " are frozen " + freeze.sentence(),
                        "Ask again afterwards. What cannot wait is released with emergency true and a reason: both are kept"
                                + " and told, with your account. Rollbacks are free.");
            });
            return Map.of();
        }
        if (reason.isEmpty()) {
            throw new InvalidFieldException(REASON, "is missing", "Say why this emergency cannot wait: it is kept.");
        }
        return frozen.<Map<String, Object>>map(freeze -> Map.of(EMERGENCY, true, FROZEN, freeze.sentence()))
                .orElse(Map.of(EMERGENCY, true));
    }

    /**
     * What was asked for before a freeze and is not in production when it begins waits for its end.
     *
     * @throws ReleaseFailedException if releases are frozen by now and it is no emergency
     */
    public void requireFree(MaintenancePlan plan, Operation release) {
        if (emergency(release).isEmpty()) {
            freezes.at(plan, clock.instant()).ifPresent(freeze -> {
                throw new ReleaseFailedException(
                        "frozen",
                        "releases of " + plan.application() + " are frozen by now, " + freeze.sentence(),
                        "Release the version again afterwards.");
            });
        }
    }

    /** Who asked for a release as an emergency, and why; empty for any other one. */
    public static Optional<String> emergency(Operation release) {
        if (!Boolean.TRUE.equals(release.input().get(EMERGENCY))) {
            return Optional.empty();
        }
        Object frozen = release.input().get(FROZEN);
        return Optional.of(release.requestedBy() + ": " + release.input().get(REASON)
                + (frozen == null
                        ? "; releases were not frozen when it was asked for"
                        : "; releases were frozen " + frozen));
    }

    /** What somebody who approves a release should know of freezes: the emergency that it is, or the next one to begin. */
    public List<String> facts(MaintenancePlan plan, Operation release, PlanDuration approvalWithin) {
        Optional<String> emergency = emergency(release);
        if (emergency.isPresent()) {
            return List.of("Emergency of " + emergency.get() + ".");
        }
        Instant now = clock.instant();
        return freezes.between(plan, now, approvalWithin.after(now, plan.timeZone())).stream()
                .limit(1)
                .map(freeze -> "Releases are frozen from " + Freezes.local(plan, freeze.from()) + " (" + freeze.id()
                        + ": " + freeze.reason() + "): what is not in production by then is not released.")
                .toList();
    }
}
