/** Decision tables. */
@NullMarked
@NamedInterface("decision")
package org.vigie.engine.decision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
