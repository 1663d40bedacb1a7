/** What is watched of applications: checks that are due, confirmed states, maintenance windows and uptime. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "engine::event", "command", "inbox", "audit"})
package org.vigie.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
