package org.vigie.engine.instance;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.response.ProcessInstance;
import java.util.Optional;

/** Calling processes on a cluster of 8.8 or newer, by its own search. */
class ClusterInstances implements CallingInstances {

    private final CamundaClient client;

    ClusterInstances(CamundaClient client) {
        this.client = client;
    }

    @Override
    public Optional<Long> callerOf(long processInstanceKey) {
        return client
                .newProcessInstanceSearchRequest()
                .filter(filter -> filter.processInstanceKey(processInstanceKey))
                .send()
                .join()
                .items()
                .stream()
                .findFirst()
                .map(ProcessInstance::getParentProcessInstanceKey)
                .filter(key -> key > 0);
    }
}
