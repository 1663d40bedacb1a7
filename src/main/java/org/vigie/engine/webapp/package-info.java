/** The APIs of Tasklist and Operate on the embedded platform, which tell what the engine of release 8.6 does not. */
@NullMarked
package org.vigie.engine.webapp;

import org.jspecify.annotations.NullMarked;
