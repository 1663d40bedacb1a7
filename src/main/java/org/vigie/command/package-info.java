/** Programs that Vigie runs: each under a supervisor of its own, so that a run and its outcome outlive Vigie. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.vigie.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
