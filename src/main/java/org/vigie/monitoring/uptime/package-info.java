/** How long monitors were up, and how fast they answered. */
@NullMarked
@NamedInterface("uptime")
package org.vigie.monitoring.uptime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
