/** The APIs of Tasklist and Operate on the embedded platform, which tell what the engine of release 8.6 does not. */
@NullMarked
@NamedInterface("webapp")
package org.vigie.engine.webapp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
