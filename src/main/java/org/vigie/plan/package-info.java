/** Plan files: one YAML file per managed application, checked at start. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "calendar"})
package org.vigie.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
