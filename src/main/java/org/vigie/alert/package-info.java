/** Alerts: what opened, how serious it is, who is told when and why, and the webhooks of other watchers. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "engine::event",
            "engine::decision",
            "inbox",
            "notification",
            "trouble",
            "monitoring",
            "monitoring::check",
            "monitoring::window"
        })
package org.vigie.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
