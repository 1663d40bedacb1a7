/** The workers of the process {@code incident}. */
@NullMarked
package org.vigie.incident.process;

import org.jspecify.annotations.NullMarked;
