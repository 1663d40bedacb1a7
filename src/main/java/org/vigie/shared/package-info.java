/** What every module may use: the clock, errors that carry a hint, names from outside. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.vigie.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
