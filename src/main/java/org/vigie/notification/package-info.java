/** What people are told: kept with what it tells of, delivered afterwards through a channel, once per key. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan"})
package org.vigie.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
