/** The door to Camunda: deployment of the models, decisions, retries, readiness. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.vigie.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
