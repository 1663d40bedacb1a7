package org.vigie.engine.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.vigie.engine.OnEngine;
import org.vigie.engine.webapp.TasklistProperties;
import org.vigie.engine.webapp.WebappSession;

/** User tasks as Tasklist shows them on the embedded platform, else as the cluster does. */
@Configuration(proxyBeanMethods = false)
@OnEngine
class TaskConfiguration {

    @Bean
    TaskUpdates taskUpdates(CamundaClient client) {
        return new TaskUpdates(client);
    }

    @Bean
    @Profile("embedded")
    UserTasks tasksOfTasklist(TasklistProperties tasklist, ObjectMapper json, TaskUpdates updates) {
        return new TasklistUserTasks(new WebappSession(tasklist, json), updates);
    }

    @Bean
    @Profile("!embedded")
    UserTasks tasksOfCluster(CamundaClient client, TaskUpdates updates) {
        return new ClusterUserTasks(client, updates);
    }

    @Bean
    @Profile("embedded")
    CompletedTasks completedTasksOfTasklist(TasklistProperties tasklist, ObjectMapper json) {
        return new TasklistCompletedTasks(new WebappSession(tasklist, json));
    }

    @Bean
    @Profile("!embedded")
    CompletedTasks completedTasksOfCluster(CamundaClient client) {
        return new ClusterCompletedTasks(client);
    }
}
