/** Business time: when people work, which days are free, and how time passes on that, by the minute or by the day. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.vigie.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
