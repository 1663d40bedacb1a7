/** Checks that are due: claimed, done, confirmed. */
@NullMarked
@NamedInterface("check")
package org.vigie.monitoring.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
