/** The clock of one target: what its events make of it, when it is due and why. Knows no ticket and no table. */
@NullMarked
@NamedInterface("clock")
package org.vigie.sla.clock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
