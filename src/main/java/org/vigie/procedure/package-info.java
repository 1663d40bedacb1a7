/** The procedures of an application, written from what runs: its processes, its tables and its plan. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "engine", "engine::*", "audit"})
package org.vigie.procedure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
