package org.vigie.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.BrokerInfo;
import io.camunda.client.api.response.PartitionBrokerHealth;
import io.camunda.client.api.response.PartitionBrokerRole;
import io.camunda.client.api.response.Topology;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the cluster whether every partition has a healthy leader. */
class EngineTopology {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CamundaClient client;

    EngineTopology(CamundaClient client) {
        this.client = client;
    }

    /** False also when the cluster cannot be reached. */
    boolean isHealthy() {
        try {
            Topology topology = client.newTopologyRequest()
                    .requestTimeout(PATIENCE)
                    .send()
                    .join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            long leaders = topology.getBrokers().stream()
                    .map(BrokerInfo::getPartitions)
                    .flatMap(List::stream)
                    .filter(p ->
                            p.getRole() == PartitionBrokerRole.LEADER && p.getHealth() == PartitionBrokerHealth.HEALTHY)
                    .count();
            return topology.getPartitionsCount() > 0 && leaders >= topology.getPartitionsCount();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
