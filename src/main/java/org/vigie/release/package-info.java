/** Releases: what a version contains and is called, what is said about it, whether it is well, and how the database goes with it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "commit", "engine :: decision"})
package org.vigie.release;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
