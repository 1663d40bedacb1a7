/** Logs of applications. */
@NullMarked
@NamedInterface("log")
package org.vigie.monitoring.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
