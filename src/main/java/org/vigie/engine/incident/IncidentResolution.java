package org.vigie.engine.incident;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.grpc.Status;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;

/** Lets go on what stopped at an incident. Thread-safe. */
@Component
@OnEngine
public class IncidentResolution {

    private static final int RETRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamundaClient client;

    IncidentResolution(CamundaClient client) {
        this.client = client;
    }

    /**
     * Gives its job new retries and resolves it.
     *
     * @return false if the engine does not know it any more
     * @throws RuntimeException if the engine does not answer
     */
    public boolean retry(EngineIncident incident) {
        Long job = incident.jobKey();
        if (job != null) {
            isKnown(client.newUpdateRetriesCommand(job).retries(RETRIES));
        }
        return isKnown(client.newResolveIncidentCommand(incident.key()));
    }

    private static boolean isKnown(FinalCommandStep<?> command) {
        try {
            command.requestTimeout(PATIENCE).send().join();
            return true;
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
