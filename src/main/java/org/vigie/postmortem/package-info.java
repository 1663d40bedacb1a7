/** Post-mortems: which tickets need one, their six sections, the document and the tickets of its long-term actions. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "engine",
            "engine::*",
            "audit",
            "effect",
            "notification",
            "trouble",
            "incident",
            "ticket"
        })
package org.vigie.postmortem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
