package org.vigie.engine;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the engine answers; part of readiness under the name {@code engine}. */
class EngineHealthIndicator implements HealthIndicator {

    private final EngineTopology topology;

    EngineHealthIndicator(EngineTopology topology) {
        this.topology = topology;
    }

    @Override
    public Health health() {
        return topology.isHealthy() ? Health.up().build() : Health.down().build();
    }
}
