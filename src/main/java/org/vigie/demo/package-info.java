/** Scenarios that show a newcomer with the sample application what Vigie does, without a setting. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "operation", "release", "sla", "ticket", "engine::task"})
package org.vigie.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
