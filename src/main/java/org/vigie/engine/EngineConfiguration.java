package org.vigie.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.DefaultJobExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import io.camunda.client.metrics.MetricsRecorder;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Threads, retries and readiness of the connection to Camunda. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "camunda.client.enabled", matchIfMissing = true)
class EngineConfiguration {

    @Bean
    WorkerThreads workerThreads(@Value("${camunda.client.execution-threads:8}") int threads) {
        return new WorkerThreads(threads);
    }

    @Bean
    CamundaClientExecutorService camundaClientExecutorService(WorkerThreads threads) {
        return new CamundaClientExecutorService(threads.pool(), false);
    }

    @Bean
    JobExceptionHandlingStrategy jobExceptionHandlingStrategy(
            CommandExceptionHandlingStrategy commands, MetricsRecorder metrics) {
        return new RetryWithBackoff(new DefaultJobExceptionHandlingStrategy(commands, metrics));
    }

    @Bean
    EngineGate engineGate(CamundaClient client, Clock clock) {
        return new EngineGate(new EngineTopology(client), clock);
    }

    @Bean
    EngineHealthIndicator engineHealthIndicator(CamundaClient client) {
        return new EngineHealthIndicator(new EngineTopology(client));
    }
}
