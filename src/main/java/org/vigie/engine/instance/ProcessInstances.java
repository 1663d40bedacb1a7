package org.vigie.engine.instance;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;

/** Asks the engine itself for process instances: unlike the indices of Operate and Tasklist it is never late. Thread-safe. */
@Component
@OnEngine
public class ProcessInstances {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamundaClient client;

    ProcessInstances(CamundaClient client) {
        this.client = client;
    }

    /**
     * Whether an instance runs, also one that waits at an incident; false once it has ended or was cancelled.
     *
     * @throws RuntimeException if the engine does not say
     */
    public boolean exists(long processInstanceKey) {
        try {
            // release 8.6 has no question for this; to set no variables changes nothing
            client.newSetVariablesCommand(processInstanceKey)
                    .variables(Map.of())
                    .local(true)
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
            return true;
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
