/**
 * Releases: what a version contains and is called, how it gets into production and is watched there, and how the version before
 * comes back.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "calendar",
            "commit",
            "engine",
            "engine::*",
            "audit",
            "command",
            "operation",
            "effect",
            "notification",
            "trouble",
            "calendar",
            "ticket",
            "statuspage"
        })
package org.vigie.release;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
