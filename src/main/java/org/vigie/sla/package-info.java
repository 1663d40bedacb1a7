/** SLA targets: their clocks, kept for each ticket, and what happens when time runs out. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "calendar", "plan", "engine", "engine::*"})
package org.vigie.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
