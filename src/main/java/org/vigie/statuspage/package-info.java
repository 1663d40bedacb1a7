/**
 * What the public reads: states of components and their history, incidents with their texts, planned maintenance. Facts come in
 * through {@link org.vigie.statuspage.StatusPages}; pages go out as files that any server serves.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "notification", "security", "trouble"})
package org.vigie.statuspage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
