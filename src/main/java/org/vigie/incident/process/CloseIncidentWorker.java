package org.vigie.incident.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.incident.Surroundings;

/** Ends an incident that is still over, and tells the status page and the public. */
@Component
public class CloseIncidentWorker {

    private final Incidents incidents;
    private final Surroundings surroundings;

    CloseIncidentWorker(Incidents incidents, Surroundings surroundings) {
        this.incidents = incidents;
        this.surroundings = surroundings;
    }

    /** {@code closed} is false if an alert of it has come back. */
    public record Output(boolean closed, @Nullable String outcome) {}

    @JobWorker(type = "close-incident")
    public Output close(@Variable String operationId) {
        if (!incidents.endIfOver(operationId)) {
            return new Output(false, null);
        }
        Incident incident = surroundings.over(operationId);
        return new Output(true, "over since " + incident.resolvedAt() + ", says " + incident.resolvedBy());
    }
}
