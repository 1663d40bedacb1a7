/** Preventive maintenance: what falls due on which day, what Vigie does of it, and what people judge. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "calendar",
            "engine",
            "engine::*",
            "audit",
            "command",
            "operation",
            "notification",
            "trouble",
            "monitoring",
            "monitoring::check",
            "monitoring::uptime",
            "backup",
            "alert",
            "kpi"
        })
package org.vigie.preventive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
