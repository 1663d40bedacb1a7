/** Tickets from creation to closure, and the workers of the ticket process. */
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
            "sla",
            "trouble"
        })
package org.vigie.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
