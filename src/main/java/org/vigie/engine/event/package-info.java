/** Events after a commit: who listens, and their delivery again until it is done. */
@NullMarked
@NamedInterface("event")
package org.vigie.engine.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
