/** The workers of the processes {@code release} and {@code rollback}. */
@NullMarked
package org.vigie.release.process;

import org.jspecify.annotations.NullMarked;
