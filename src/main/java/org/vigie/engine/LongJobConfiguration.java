package org.vigie.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.jobhandling.DefaultJobExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import io.camunda.client.metrics.DefaultNoopMetricsRecorder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Long jobs, also where there is no engine: workers need them to be there. */
@Configuration(proxyBeanMethods = false)
class LongJobConfiguration {

    @Bean
    LongJobs longJobs(
            @Value("${vigie.work.long-threads}") int threads,
            @Value("${vigie.work.lease}") Duration timeOut,
            ObjectProvider<CamundaClient> client,
            ObjectProvider<JobExceptionHandlingStrategy> failures) {
        return new LongJobs(
                threads,
                timeOut,
                WorkerThreads.DRAIN,
                timeouts(client.getIfAvailable()),
                failures.getIfAvailable(LongJobConfiguration::withoutEngine));
    }

    static JobTimeouts timeouts(@Nullable CamundaClient client) {
        if (client == null) {
            return (job, timeOut) -> CompletableFuture.completedStage(null);
        }
        return (job, timeOut) -> client.newUpdateTimeoutCommand(job)
                .timeout(timeOut)
                .requestTimeout(timeOut.dividedBy(3))
                .send();
    }

    private static JobExceptionHandlingStrategy withoutEngine() {
        return new RetryWithBackoff(
                new DefaultJobExceptionHandlingStrategy((command, e) -> {}, new DefaultNoopMetricsRecorder()));
    }
}
