/** Which engine this is: noticed when it was set up anew. */
@NullMarked
@NamedInterface("epoch")
package org.vigie.engine.epoch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
