package org.vigie.engine.job;

import io.camunda.client.CamundaClient;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.DefaultJobExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import io.camunda.client.metrics.DefaultNoopMetricsRecorder;
import io.camunda.client.metrics.MetricsRecorder;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.engine.OnEngine;

/** Threads and retries of jobs; long jobs also where there is no engine, because workers need them to be there. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(5);

    @Configuration(proxyBeanMethods = false)
    @OnEngine
    static class OfTheClient {

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
                CommandExceptionHandlingStrategy commands, MetricsRecorder metrics, JobPauses pauses) {
            return new RetryWithBackoff(new DefaultJobExceptionHandlingStrategy(commands, metrics), pauses);
        }
    }

    @Bean
    JobPauses jobPauses(
            @Value("${vigie.work.lease}") Duration lease, ObjectProvider<CamundaClient> client, Clock clock) {
        // the client is made after its strategies, which need this
        return new JobPauses((job, timeOut) -> timeouts(client.getIfAvailable()).renew(job, timeOut), lease, clock);
    }

    @Bean
    LongJobs longJobs(
            @Value("${vigie.work.long-threads}") int threads,
            @Value("${vigie.work.lease}") Duration timeOut,
            ObjectProvider<CamundaClient> client,
            ObjectProvider<JobExceptionHandlingStrategy> failures,
            JobPauses pauses) {
        return new LongJobs(
                threads,
                timeOut,
                WorkerThreads.DRAIN,
                timeouts(client.getIfAvailable()),
                failures.getIfAvailable(() -> withoutEngine(pauses)));
    }

    static JobTimeouts timeouts(@Nullable CamundaClient client) {
        if (client == null) {
            return (job, timeOut) -> CompletableFuture.completedStage(null);
        }
        return (job, timeOut) -> client.newUpdateTimeoutCommand(job)
                .timeout(timeOut)
                .requestTimeout(Collections.max(List.of(timeOut.dividedBy(3), SHORTEST_PATIENCE)))
                .send();
    }

    private static JobExceptionHandlingStrategy withoutEngine(JobPauses pauses) {
        return new RetryWithBackoff(
                new DefaultJobExceptionHandlingStrategy((command, e) -> {}, new DefaultNoopMetricsRecorder()), pauses);
    }
}
