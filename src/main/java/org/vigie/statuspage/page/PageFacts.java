package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.StatusPageSettings;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.PlannedMaintenance;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.ResponseHour;
import org.vigie.statuspage.StateSpan;

/**
 * All that the files of one page are made of, read at one moment.
 *
 * @param spans of 90 days, by component
 * @param incidents newest first
 */
record PageFacts(
        MaintenancePlan plan,
        boolean drill,
        Instant generatedAt,
        Instant validUntil,
        Map<String, List<StateSpan>> spans,
        List<PublicIncident> incidents,
        List<PlannedMaintenance> maintenances,
        List<ResponseHour> responses) {

    /** A component as it is now. */
    record Current(StatusPageSettings.Component component, ComponentState state, Instant since) {}

    List<Current> components() {
        return plan.statusPage().components().stream().map(this::current).toList();
    }

    private Current current(StatusPageSettings.Component component) {
        List<StateSpan> own = spans.getOrDefault(component.id(), List.of());
        StateSpan last = own.isEmpty() ? null : own.getLast();
        return last == null || last.until() != null
                ? new Current(component, ComponentState.UNMONITORED, Instant.EPOCH)
                : new Current(component, last.state(), last.since());
    }

    ComponentState overall() {
        return ComponentState.overall(components().stream().map(Current::state).toList());
    }

    /** What the public calls an incident or a maintenance: tells nothing of ours, and stays. */
    static String publicId(String application, String id) {
        return UUID.nameUUIDFromBytes(("status/" + application + "/" + id).getBytes(UTF_8))
                .toString();
    }
}
