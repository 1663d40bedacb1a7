package org.vigie.engine.client;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.lifecycle.CamundaClientLifecycleAware;
import io.camunda.client.spring.event.CamundaPostDeploymentSpringEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.job.Infrastructure;

/**
 * Deploys all diagrams, decision tables and forms in one command at every start, so that what is bound with
 * {@code bindingType="deployment"} belongs together. The engine keeps the version of resources that did not change.
 */
@Component
@OnEngine
public class ModelDeployment implements CamundaClientLifecycleAware {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);
    private static final List<String> MODELS =
            List.of("classpath*:bpmn/*.bpmn", "classpath*:dmn/*.dmn", "classpath*:forms/*.form");
    /** All of them are parsed in one command, which takes much longer than any other on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ResourcePatternResolver resources;
    private final ApplicationEventPublisher events;

    ModelDeployment(ResourcePatternResolver resources, ApplicationEventPublisher events) {
        this.resources = resources;
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
        events.publishEvent(new CamundaPostDeploymentSpringEvent(this, List.of(deployment)));
    }

    @Override
    public void onStop(CamundaClient client) {}

    private DeploymentEvent deployed(CamundaClient client) {
        while (true) {
            try {
                return command(client).requestTimeout(PATIENCE).send().join();
            } catch (RuntimeException e) {
                if (!Infrastructure.failed(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.warn("the engine did not take the models yet: {}", e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private DeployResourceCommandStep2 command(CamundaClient client) {
        DeployResourceCommandStep1 command = client.newDeployResourceCommand();
        DeployResourceCommandStep2 filled = null;
        for (Resource model : models()) {
            try (InputStream bytes = model.getInputStream()) {
                filled = command.addResourceStream(bytes, model.getFilename());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + model, e);
            }
        }
        if (filled == null) {
            throw new IllegalStateException("there are no models on the class path");
        }
        return filled;
    }

    private List<Resource> models() {
        List<Resource> models = new ArrayList<>();
        try {
            for (String pattern : MODELS) {
                models.addAll(List.of(resources.getResources(pattern)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models", e);
        }
        return models;
    }
}
