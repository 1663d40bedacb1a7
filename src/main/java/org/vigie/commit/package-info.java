/** Commit messages: what they say by the convention of conventional commits, for the change gate and for releases alike. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.vigie.commit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
