package org.vigie.engine.instance;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;

/**
 * Sets variables of what runs in the engine. Made for listeners whose event is kept and delivered again when this fails.
 * Thread-safe.
 */
@Component
@OnEngine
public class ProcessVariables {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamundaClient client;

    ProcessVariables(CamundaClient client) {
        this.client = client;
    }

    /**
     * Returns when the engine has set them at this very element instance, or does not know it any more: what has ended
     * needs no variables.
     *
     * @param elementInstanceKey of a process instance, or of an element in it, whose variables hide those of the instance
     * @throws RuntimeException if the engine does not answer
     */
    public void set(long elementInstanceKey, Map<String, ? extends @Nullable Object> variables) {
        try {
            client.newSetVariablesCommand(elementInstanceKey)
                    .variables(variables)
                    .local(true)
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }
}
