/** The door to Camunda: deployment of the models, decisions, retries, redelivery of events, readiness. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.vigie.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
