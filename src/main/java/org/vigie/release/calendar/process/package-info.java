/** The workers of the process {@code release-proposal}. */
@NullMarked
package org.vigie.release.calendar.process;

import org.jspecify.annotations.NullMarked;
