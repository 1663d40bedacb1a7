/** Releases on GitHub: one for each version that serves, under its tag. */
@NullMarked
package org.vigie.github.release;

import org.jspecify.annotations.NullMarked;
