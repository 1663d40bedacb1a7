package org.vigie.engine.incident;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.response.Incident;
import java.util.List;

/** Open incidents of a cluster of 8.8 or newer, by its own search. */
class ClusterIncidents implements OpenIncidents {

    private final CamundaClient client;

    ClusterIncidents(CamundaClient client) {
        this.client = client;
    }

    @Override
    public List<EngineIncident> open() {
        return client
                .newIncidentSearchRequest()
                .filter(filter -> filter.state(IncidentState.ACTIVE))
                .sort(sort -> sort.creationTime().desc())
                .page(page -> page.limit(MOST))
                .send()
                .join()
                .items()
                .stream()
                .map(ClusterIncidents::incident)
                .toList();
    }

    private static EngineIncident incident(Incident incident) {
        Long job = incident.getJobKey();
        return new EngineIncident(
                incident.getIncidentKey(),
                job == null || job <= 0 ? null : job,
                incident.getProcessInstanceKey(),
                incident.getProcessDefinitionId(),
                incident.getElementId(),
                incident.getErrorMessage(),
                incident.getCreationTime().toInstant());
    }
}
