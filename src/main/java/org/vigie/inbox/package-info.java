/**
 * What other programs deliver to Vigie: verified by its source, stored before it is answered, known when it comes again, and
 * processed once.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "engine", "engine::*", "trouble"})
package org.vigie.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
