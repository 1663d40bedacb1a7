/** The workers of the process {@code deprecation}. */
@NullMarked
package org.vigie.release.deprecation.process;

import org.jspecify.annotations.NullMarked;
