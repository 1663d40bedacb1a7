/** What stands still until somebody looks at it: incidents of the engine, requests that no process sees, and what modules report. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "engine", "engine::*", "audit", "audit::chain", "plan", "platform::display"})
package org.vigie.trouble;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
