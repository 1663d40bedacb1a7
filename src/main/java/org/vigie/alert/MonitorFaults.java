package org.vigie.alert;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.monitoring.check.Monitors;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;

/** Says which failures of monitors are one fault, in whatever order they become known. */
@Component
class MonitorFaults {

    private final Monitors monitors;
    private final AlertGroups groups;
    private final AlertRows rows;
    private final Clock clock;

    MonitorFaults(Monitors monitors, AlertGroups groups, AlertRows rows, Clock clock) {
        this.monitors = monitors;
        this.groups = groups;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * The key of the group that a failure of this monitor belongs to. Until the end of the transaction no other failure of the
     * application gets one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String keyOf(String monitor, MaintenancePlan plan) {
        // of two that become known at once the second has to see the group of the first
        rows.lock("faults/" + plan.application());
        String root = root(monitor, plan);
        Set<String> explained = new LinkedHashSet<>();
        explained.add(root);
        addDependents(root, plan, explained);
        List<String> keys = explained.stream().map(MonitorFaults::key).toList();
        // people may have been told of what depends on the root before the root was seen to fail: that is no second
        // fault
        return groups.firingKey(plan.application(), keys, clock.instant()).orElse(key(root));
    }

    private static String key(String monitor) {
        return MonitorAlerts.SOURCE + "/" + monitor;
    }

    /** The monitor whose failure explains this one's, where the plan names one that has failed; else this one. */
    private String root(String monitor, MaintenancePlan plan) {
        return plan.monitoring().monitor(monitor).stream()
                .flatMap(settings -> settings.dependsOn().stream())
                .filter(id -> monitors.isFailing(plan.application(), id))
                .findFirst()
                .map(id -> root(id, plan))
                .orElse(monitor);
    }

    private static void addDependents(String monitor, MaintenancePlan plan, Set<String> found) {
        for (MonitorSettings other : plan.monitoring().monitors()) {
            if (other.dependsOn().contains(monitor) && found.add(other.id())) {
                addDependents(other.id(), plan, found);
            }
        }
    }
}
