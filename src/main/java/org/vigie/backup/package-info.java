/** Backups of the databases of applications. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "engine",
            "engine::*",
            "command",
            "operation",
            "notification",
            "platform"
        })
package org.vigie.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
