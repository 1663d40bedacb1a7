/** Warnings before a promise is broken, and the escalation of broken ones until somebody acknowledges. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "engine",
            "engine::*",
            "audit",
            "effect",
            "notification",
            "security",
            "sla",
            "ticket"
        })
package org.vigie.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
