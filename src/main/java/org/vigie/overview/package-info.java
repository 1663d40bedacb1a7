/** Vigie's own pages for people who are signed in: what is wrong now, and each case with what belongs to it and what can be done about it. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "calendar",
            "engine",
            "audit",
            "operation",
            "sla",
            "sla::clock",
            "ticket",
            "trouble",
            "backup",
            "release",
            "monitoring",
            "monitoring::check",
            "incident",
            "modelling",
            "modelling::check",
            "modelling::picture",
            "demo"
        })
package org.vigie.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
