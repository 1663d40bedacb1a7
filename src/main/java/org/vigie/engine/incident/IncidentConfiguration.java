package org.vigie.engine.incident;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.vigie.engine.OnEngine;
import org.vigie.engine.webapp.TasklistProperties;
import org.vigie.engine.webapp.WebappSession;

/** Incidents as Operate shows them on the embedded platform, else as the cluster does. */
@Configuration(proxyBeanMethods = false)
@OnEngine
class IncidentConfiguration {

    @Bean
    @Profile("embedded")
    OpenIncidents incidentsOfOperate(TasklistProperties tasklist, ObjectMapper json) {
        return new OperateIncidents(new WebappSession(tasklist, json));
    }

    @Bean
    @Profile("!embedded")
    OpenIncidents incidentsOfCluster(CamundaClient client) {
        return new ClusterIncidents(client);
    }
}
