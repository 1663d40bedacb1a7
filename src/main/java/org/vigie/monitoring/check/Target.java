package org.vigie.monitoring.check;

import java.time.Instant;
import java.util.Map;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;

/**
 * What to check now.
 *
 * @param memory what the latest check left; empty at first
 * @param now when the check begins
 * @param dueAt when it was to begin: the same for whoever does it again after a crash
 */
public record Target(
        MaintenancePlan plan, MonitorSettings monitor, Map<String, Object> memory, Instant now, Instant dueAt) {

    /** A number that the latest check left. */
    public long remembered(String name, long otherwise) {
        return memory.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /** A text that the latest check left; empty if there is none. */
    public String remembered(String name) {
        return memory.get(name) instanceof String text ? text : "";
    }
}
