/** Looks at a released version until somebody can say how it is. */
@NullMarked
package org.vigie.release.watch;

import org.jspecify.annotations.NullMarked;
