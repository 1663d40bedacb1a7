/** The door to Camunda, in rooms: events, requests, instances, jobs, tasks, incidents, decisions, and which engine it is. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.vigie.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
