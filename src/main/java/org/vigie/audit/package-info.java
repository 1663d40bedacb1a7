/** The audit trail: who did what, when and why, append-only; and who completed which user task. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "engine", "engine::*"})
package org.vigie.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
