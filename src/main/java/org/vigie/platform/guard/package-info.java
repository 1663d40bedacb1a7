/** Keeps web pages and other users of the machine away from the ports of the children; copied into their class paths. */
@NullMarked
package org.vigie.platform.guard;

import org.jspecify.annotations.NullMarked;
