package org.vigie.engine.client;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Process;
import io.camunda.client.lifecycle.CamundaClientLifecycleAware;
import io.camunda.client.spring.event.CamundaPostDeploymentSpringEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.job.Infrastructure;

/**
 * Deploys all diagrams, decision tables and forms in one command, at every start and when they are changed, so that what is bound
 * with {@code bindingType="deployment"} belongs together. The engine keeps the versions if nothing in them did change.
 */
@Component
@OnEngine
public class ModelDeployment implements CamundaClientLifecycleAware {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);
    /** All of them are parsed in one command, which takes much longer than any other on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ModelSource source;
    private final ApplicationEventPublisher events;

    ModelDeployment(ModelSource source, ApplicationEventPublisher events) {
        this.source = source;
        this.events = events;
    }

    /**
     * Returns when the engine has them all; an engine that is away or busy is asked again.
     *
     * @throws RuntimeException if it does not take one of them
     */
    @Override
    public void onStart(CamundaClient client) {
        DeploymentEvent deployment = deployed(client);
        LOG.info(
                "deployed {} processes, {} decisions and {} forms",
                deployment.getProcesses().size(),
                deployment.getDecisions().size(),
                deployment.getForm().size());
        source.deployed(definitions(deployment));
        events.publishEvent(new CamundaPostDeploymentSpringEvent(this, List.of(deployment)));
    }

    /**
     * Deploys other models in place of those that are in force.
     *
     * @param models texts by the names of their files
     * @return the keys of the processes by their ids
     * @throws RuntimeException if the engine is away or does not take one of them
     */
    public Map<String, Long> deploy(CamundaClient client, Map<String, String> models) {
        return definitions(
                command(client, models).requestTimeout(PATIENCE).send().join());
    }

    private static Map<String, Long> definitions(DeploymentEvent deployment) {
        return deployment.getProcesses().stream()
                .collect(Collectors.toMap(Process::getBpmnProcessId, Process::getProcessDefinitionKey));
    }

    @Override
    public void onStop(CamundaClient client) {}

    private DeploymentEvent deployed(CamundaClient client) {
        while (true) {
            try {
                return command(client, source.models())
                        .requestTimeout(PATIENCE)
                        .send()
                        .join();
            } catch (RuntimeException e) {
                if (!Infrastructure.failed(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.warn("the engine did not take the models yet: {}", e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static DeployResourceCommandStep2 command(CamundaClient client, Map<String, String> models) {
        DeployResourceCommandStep1 command = client.newDeployResourceCommand();
        DeployResourceCommandStep2 filled = null;
        for (Map.Entry<String, String> model : models.entrySet()) {
            filled = command.addResourceStringUtf8(model.getValue(), model.getKey());
        }
        if (filled == null) {
            throw new IllegalStateException("there are no models on the class path");
        }
        return filled;
    }
}
