/** Planned maintenance. */
@NullMarked
@NamedInterface("window")
package org.vigie.monitoring.window;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
