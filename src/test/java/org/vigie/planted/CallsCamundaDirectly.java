package org.vigie.planted;

import io.camunda.client.CamundaClient;

/** Planted violation: the engine's client outside the door to the engine. */
class CallsCamundaDirectly {

    void deploy(CamundaClient client) {
        client.newDeployResourceCommand();
    }
}
