/** The workers of the process {@code crisis-communication}. */
@NullMarked
package org.vigie.crisis.process;

import org.jspecify.annotations.NullMarked;
