package org.vigie.engine;

import io.camunda.client.CamundaClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Waiting for the engine at start, and its health. */
@Configuration(proxyBeanMethods = false)
@OnEngine
class EngineConfiguration {

    @Bean
    EngineGate engineGate(CamundaClient client, Clock clock) {
        return new EngineGate(new EngineTopology(client), clock);
    }

    @Bean
    EngineHealthIndicator engineHealthIndicator(CamundaClient client) {
        return new EngineHealthIndicator(new EngineTopology(client));
    }
}
