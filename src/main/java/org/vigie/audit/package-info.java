/** The audit trail: who did what, when and why, append-only. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.vigie.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
