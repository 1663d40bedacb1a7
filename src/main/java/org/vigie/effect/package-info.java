/** Effects on the outside, done once per key although jobs and events come at least once. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.vigie.effect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
