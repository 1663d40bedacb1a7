/** What every module may use, all of it: the clock, errors that carry a hint, names from outside, what HTTP interfaces share. */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package org.vigie.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
