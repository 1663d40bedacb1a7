/** The backlog of open evolutions: its monthly review, marks and order. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "plan", "engine", "engine::*", "audit", "notification", "trouble", "ticket"})
package org.vigie.backlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
