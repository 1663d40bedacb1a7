/** Changes of models by their owners: tried, shown, deployed, taken back, with the running cases brought along. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "engine", "engine::*", "audit", "sla", "ticket", "alert"})
package org.vigie.modelling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
