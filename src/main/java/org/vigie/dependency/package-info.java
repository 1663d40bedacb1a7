/** Dependencies of applications: what is outdated or has a flaw, and the ticket by which it is mended in time. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "engine",
            "engine::*",
            "audit",
            "alert",
            "command",
            "notification",
            "trouble",
            "ticket",
            "change",
            "preventive"
        })
package org.vigie.dependency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
