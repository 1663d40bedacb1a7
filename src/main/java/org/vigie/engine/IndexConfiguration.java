package org.vigie.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What the engine does not tell itself and its indices do: Tasklist and Operate on the embedded platform, else the cluster. */
@Configuration(proxyBeanMethods = false)
@OnEngine
class IndexConfiguration {

    /** Each with a session of its own, so that none waits for another. */
    @Configuration(proxyBeanMethods = false)
    @OnEngine
    @Profile("embedded")
    static class Embedded {

        private final TasklistProperties properties;
        private final ObjectMapper json;

        Embedded(TasklistProperties properties, ObjectMapper json) {
            this.properties = properties;
            this.json = json;
        }

        @Bean
        CompletedTasks completedTasks() {
            return new TasklistCompletedTasks(session());
        }

        @Bean
        OpenIncidents openIncidents() {
            return new OperateIncidents(session());
        }

        @Bean
        CallingInstances callingInstances() {
            return new OperateInstances(session());
        }

        private TasklistSession session() {
            return new TasklistSession(properties, json);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @OnEngine
    @Profile("!embedded")
    static class Cluster {

        private final CamundaClient client;

        Cluster(CamundaClient client) {
            this.client = client;
        }

        @Bean
        CompletedTasks completedTasks() {
            return new ClusterCompletedTasks(client);
        }

        @Bean
        OpenIncidents openIncidents() {
            return new ClusterIncidents(client);
        }

        @Bean
        CallingInstances callingInstances() {
            return new ClusterInstances(client);
        }
    }
}
