package org.vigie.incident.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.incident.Incident;
import org.vigie.incident.Surroundings;

/** Shows on the status page what it does, opens its ticket, and begins the communication of a critical one. */
@Component
public class OpenIncidentWorker {

    private final Surroundings surroundings;

    OpenIncidentWorker(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What the form shows. */
    public record Output(String title, String priority, String since, String ticketId) {}

    @JobWorker(type = "open-incident")
    public Output open(@Variable String operationId) {
        Incident incident = surroundings.begun(operationId);
        return new Output(
                incident.title(),
                incident.priority(),
                incident.since().toString(),
                String.valueOf(incident.ticketId()));
    }
}
