package org.vigie.engine.client;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientConfiguration;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.api.JsonMapper;
import io.camunda.client.impl.CamundaClientImpl;
import io.camunda.client.impl.util.ExecutorResource;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.metrics.MetricsRecorder;
import io.camunda.client.metrics.MicrometerMetricsRecorder;
import io.camunda.client.spring.configuration.CamundaClientAllAutoConfiguration;
import io.camunda.client.spring.configuration.CredentialsProviderConfiguration;
import io.camunda.client.spring.configuration.MetricsDefaultConfiguration;
import io.camunda.client.spring.configuration.SpringCamundaClientConfiguration;
import io.camunda.client.spring.configuration.condition.ConditionalOnCamundaClientEnabled;
import io.camunda.client.spring.event.CamundaLifecycleEventProducer;
import io.camunda.client.spring.properties.CamundaClientProperties;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The client, its workers and its deployments, as Camunda's {@code CamundaAutoConfiguration} makes them; that one needs classes
 * that Spring Boot 4 moved, and is excluded (docs/adr/0010). Goes when a starter for this Spring Boot is on Maven Central.
 */
@AutoConfiguration(
        after = Jackson2AutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnCamundaClientEnabled
@Import({
    CamundaClientAllAutoConfiguration.class,
    CredentialsProviderConfiguration.class,
    CamundaClientWiring.Metrics.class,
    MetricsDefaultConfiguration.class
})
public class CamundaClientWiring {

    /** What workers did, where somebody counts it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(MeterRegistry.class)
    static class Metrics {

        @Bean
        MetricsRecorder metricsRecorder(MeterRegistry registry) {
            return new MicrometerMetricsRecorder(registry);
        }
    }

    @Bean
    CamundaClientConfiguration camundaClientConfiguration(
            CamundaClientProperties properties,
            JsonMapper json,
            CamundaClientExecutorService threads,
            CredentialsProvider credentials) {
        return new SpringCamundaClientConfiguration(properties, json, List.of(), List.of(), threads, credentials);
    }

    @Bean(destroyMethod = "close")
    CamundaClient camundaClient(CamundaClientConfiguration configuration) {
        ManagedChannel channel = CamundaClientImpl.buildChannel(configuration);
        return new CamundaClientImpl(
                configuration,
                channel,
                CamundaClientImpl.buildGatewayStub(channel, configuration),
                new ExecutorResource(configuration.jobWorkerExecutor(), configuration.ownsJobWorkerExecutor()));
    }

    @Bean
    CamundaLifecycleEventProducer camundaLifecycleEventProducer(
            CamundaClient client, ApplicationEventPublisher publisher) {
        return new CamundaLifecycleEventProducer(client, publisher);
    }
}
