/** Jobs: their threads, their retries, and those that are long. */
@NullMarked
@NamedInterface("job")
package org.vigie.engine.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
