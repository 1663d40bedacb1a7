/** What an auditor is handed for a period: one file that can be checked without Vigie. Read through the views {@code evidence_*}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "audit"})
package org.vigie.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
