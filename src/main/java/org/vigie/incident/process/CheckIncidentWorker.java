package org.vigie.incident.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.incident.Incidents;
import org.vigie.incident.remedy.Remedies;

/** Looks whether an incident is over: all of its alerts are, or a person said so. */
@Component
public class CheckIncidentWorker {

    private final Incidents incidents;
    private final Remedies remedies;

    CheckIncidentWorker(Incidents incidents, Remedies remedies) {
        this.incidents = incidents;
        this.remedies = remedies;
    }

    public record Output(boolean over) {}

    @JobWorker(type = "check-incident")
    public Output check(@Variable String operationId) {
        remedies.leave(operationId);
        return new Output(incidents.isOver(operationId));
    }
}
