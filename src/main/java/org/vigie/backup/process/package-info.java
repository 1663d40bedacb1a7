/** The workers of the process {@code backup}. */
@NullMarked
package org.vigie.backup.process;

import org.jspecify.annotations.NullMarked;
