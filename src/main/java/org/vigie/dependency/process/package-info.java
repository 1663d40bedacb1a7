/** The workers of the process {@code dependency-update}. */
@NullMarked
package org.vigie.dependency.process;

import org.jspecify.annotations.NullMarked;
