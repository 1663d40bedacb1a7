/**
 * Indicators: how the plan of an application was kept over a month, each with a written definition. What they are made of is read
 * through the views {@code kpi_*}; nothing here changes what it counts.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "calendar",
            "monitoring::uptime",
            "monitoring",
            "engine",
            "engine::*",
            "audit",
            "alert",
            "monitoring::check",
            "notification",
            "trouble",
            "ticket"
        })
package org.vigie.kpi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
