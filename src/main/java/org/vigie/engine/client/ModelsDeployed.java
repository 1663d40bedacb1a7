package org.vigie.engine.client;

import org.vigie.engine.event.StoredAs;

/**
 * The engine has models that their owner changed, and new cases run by them.
 *
 * @param number of the deployment
 */
@StoredAs("models-deployed/1")
public record ModelsDeployed(long number) {}
