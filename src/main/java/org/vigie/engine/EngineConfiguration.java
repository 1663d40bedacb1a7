package org.vigie.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.DefaultJobExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import io.camunda.client.metrics.MetricsRecorder;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Threads, retries and readiness of the connection to Camunda. */
@Configuration(proxyBeanMethods = false)
@OnEngine
class EngineConfiguration {

    @Bean
    WorkerThreads workerThreads(@Value("${camunda.client.execution-threads:4}") int threads) {
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
    UserTasks userTasks(CamundaClient client, Environment environment, TasklistProperties tasklist, ObjectMapper json) {
        TaskUpdates updates = new TaskUpdates(client, new TroubleLog("the update of user tasks"));
        return environment.matchesProfiles("embedded")
                ? new TasklistUserTasks(new TasklistSession(tasklist, json), updates)
                : new ClusterUserTasks(client, updates);
    }

    @Bean
    EngineHealthIndicator engineHealthIndicator(CamundaClient client) {
        return new EngineHealthIndicator(new EngineTopology(client));
    }
}
