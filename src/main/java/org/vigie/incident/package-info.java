/** Incidents: what alerts of one fault open, what is known of it, what is done about it, and who decides that. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "engine",
            "engine::*",
            "audit",
            "command",
            "operation",
            "backup::recovery",
            "notification",
            "alert",
            "monitoring",
            "monitoring::check",
            "monitoring::log",
            "monitoring::window",
            "release",
            "statuspage",
            "crisis",
            "ticket",
            "trouble"
        })
package org.vigie.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
