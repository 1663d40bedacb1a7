/**
 * GitHub: issues become tickets, what happens to tickets is written back to their issues, and what is known about pull
 * requests is kept as evidence. Everything else works without it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "security",
            "engine",
            "engine::*",
            "audit",
            "notification",
            "inbox",
            "ticket",
            "change",
            "release"
        })
package org.vigie.github;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
