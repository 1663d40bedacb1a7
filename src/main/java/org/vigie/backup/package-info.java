/** Backups of the databases of applications. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "alert",
            "plan",
            "engine",
            "engine::*",
            "audit",
            "audit::chain",
            "command",
            "operation",
            "notification",
            "platform",
            "trouble"
        })
package org.vigie.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
