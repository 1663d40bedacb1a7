package org.vigie.engine.client;

import io.camunda.client.CamundaClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;

/** Brings models that were changed to the engine that Vigie is connected to. */
@Component
@OnEngine
public class EngineModels {

    private final CamundaClient client;
    private final ModelDeployment deployment;

    EngineModels(CamundaClient client, ModelDeployment deployment) {
        this.client = client;
        this.deployment = deployment;
    }

    /**
     * Deploys models in place of those that are in force, all in one command.
     *
     * @param models texts by the names of their files
     * @return the keys of the processes by their ids
     * @throws RuntimeException if the engine is away or does not take one of them
     */
    public Map<String, Long> deploy(Map<String, String> models) {
        return deployment.deploy(client, models);
    }
}
