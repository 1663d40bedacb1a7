/** Whether a correction holds: the question to the reporter, the signed link, the answer or its deadline. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "plan", "engine", "engine::*", "audit", "notification", "security", "ticket"})
package org.vigie.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
