package org.vigie.engine.instance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.vigie.engine.OnEngine;
import org.vigie.engine.webapp.TasklistProperties;
import org.vigie.engine.webapp.WebappSession;

/** Which instances run, and which calls which: from Operate on the embedded platform, else from the cluster. */
@Configuration(proxyBeanMethods = false)
@OnEngine
class InstanceConfiguration {

    @Bean
    @Profile("embedded")
    CallingInstances callingInstancesOfOperate(TasklistProperties tasklist, ObjectMapper json) {
        return new OperateInstances(new WebappSession(tasklist, json));
    }

    @Bean
    @Profile("!embedded")
    CallingInstances callingInstancesOfCluster(CamundaClient client) {
        return new ClusterInstances(client);
    }

    @Bean
    @Profile("embedded")
    RunningInstances runningInstancesOfOperate(TasklistProperties tasklist, ObjectMapper json) {
        return new OperateRunning(new WebappSession(tasklist, json));
    }

    @Bean
    @Profile("!embedded")
    RunningInstances runningInstancesOfCluster(CamundaClient client) {
        return new ClusterRunning(client);
    }
}
