/** Messages to people: mail in French and English, sent once per key. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "effect"})
package org.vigie.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
