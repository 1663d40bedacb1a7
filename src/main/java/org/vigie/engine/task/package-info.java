/** User tasks: open ones to be updated, completed ones with who completed them. */
@NullMarked
@NamedInterface("task")
package org.vigie.engine.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
