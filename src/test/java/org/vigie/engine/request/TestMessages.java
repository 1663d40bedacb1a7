package org.vigie.engine.request;

import io.camunda.client.CamundaClient;
import io.camunda.client.spring.event.CamundaPostDeploymentSpringEvent;
import java.util.List;

/** Messages to an engine whose models a test has deployed itself. */
public final class TestMessages {

    private TestMessages() {}

    public static ProcessMessages to(CamundaClient client) {
        ProcessMessages messages = new ProcessMessages(client);
        messages.on(new CamundaPostDeploymentSpringEvent(client, List.of()));
        return messages;
    }
}
