package org.vigie.incident.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.incident.Incidents;
import org.vigie.incident.Surroundings;

/** Takes an incident back: nothing is done about it any more, and the public reads that it is over. */
@Component
public class WithdrawIncidentWorker {

    private final Incidents incidents;
    private final Surroundings surroundings;

    WithdrawIncidentWorker(Incidents incidents, Surroundings surroundings) {
        this.incidents = incidents;
        this.surroundings = surroundings;
    }

    @JobWorker(type = "withdraw-incident")
    public void withdraw(@Variable String operationId) {
        incidents.withdraw(operationId);
        surroundings.withdrawn(operationId);
    }
}
