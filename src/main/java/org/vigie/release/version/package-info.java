/** Versions, the tags that carry them, and the branches they may come from. */
@NullMarked
package org.vigie.release.version;

import org.jspecify.annotations.NullMarked;
