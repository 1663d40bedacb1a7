/** Incidents of the engine that are open, and their resolution. */
@NullMarked
@NamedInterface("incident")
package org.vigie.engine.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
