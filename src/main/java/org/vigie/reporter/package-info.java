/** What reporters see of their own ticket and can ask for, in their language and without an account: signed pages. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "plan",
            "audit",
            "security",
            "sla",
            "sla::clock",
            "ticket",
            "answer",
            "validation"
        })
package org.vigie.reporter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
