package org.vigie.statuspage;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** What a page is made of. */
@Service
public class StatusRecord {

    private static final int MOST = 200;

    private final ComponentStore components;
    private final IncidentStore incidents;
    private final MaintenanceStore maintenances;
    private final ResponseStore responses;

    StatusRecord(
            ComponentStore components,
            IncidentStore incidents,
            MaintenanceStore maintenances,
            ResponseStore responses) {
        this.components = components;
        this.incidents = incidents;
        this.maintenances = maintenances;
        this.responses = responses;
    }

    /** States of components after a moment, oldest first. */
    public List<StateSpan> spans(String application, boolean drill, Instant from) {
        return components.since(application, drill, from);
    }

    /** Incidents the public sees that went on after a moment, newest first. */
    public List<PublicIncident> incidents(String application, boolean drill, Instant from) {
        return incidents.list(application, drill, from, MOST);
    }

    /** Maintenance that ends after a moment, in the order it starts. */
    public List<PlannedMaintenance> maintenances(String application, Instant from) {
        return maintenances.list(application, from, MOST);
    }

    /** Response times by hour, oldest first. */
    public List<ResponseHour> responses(String application, Instant from) {
        return responses.since(application, from);
    }
}
