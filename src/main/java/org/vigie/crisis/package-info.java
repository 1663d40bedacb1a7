/** What the public is told in a crisis: texts that somebody approves, the neutral one when nobody does, updates until it is over. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "engine",
            "engine::*",
            "audit",
            "notification",
            "operation",
            "statuspage",
            "ticket",
            "trouble"
        })
package org.vigie.crisis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
