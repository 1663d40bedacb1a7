/** The chain over the audit trail: whatever is changed, taken out or put in afterwards is found. */
@NullMarked
@NamedInterface("chain")
package org.vigie.audit.chain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
