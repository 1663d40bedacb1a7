/** The technology watch: what feeds tell of the things that an application is made of, once a month in one ticket. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "engine::job", "audit", "ticket", "preventive"})
package org.vigie.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
