/** The way back to the version before. */
@NullMarked
package org.vigie.release.rollback;

import org.jspecify.annotations.NullMarked;
