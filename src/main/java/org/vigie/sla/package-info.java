/** Business time and SLA targets: when a target is due on the calendar of a plan, and why. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "engine"})
package org.vigie.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
