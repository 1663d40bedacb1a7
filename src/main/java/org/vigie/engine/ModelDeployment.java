package org.vigie.engine;

import io.camunda.client.annotation.Deployment;
import org.springframework.stereotype.Component;

/**
 * Deploys all diagrams, decision tables and forms in one command at every start, so that what is bound with
 * {@code bindingType="deployment"} belongs together. The engine keeps the version of resources that did not change.
 */
@Component
@OnEngine
@Deployment(resources = {"classpath*:bpmn/*.bpmn", "classpath*:dmn/*.dmn", "classpath*:forms/*.form"})
class ModelDeployment {}
