/** Changes made for tickets: what is known about them, the gate they pass, whether they are merged, and their release notes. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "commit", "plan", "engine", "engine::*", "audit", "notification", "ticket"})
package org.vigie.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
