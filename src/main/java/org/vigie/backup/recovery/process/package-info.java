/** The workers of the process {@code database-recovery}. */
@NullMarked
package org.vigie.backup.recovery.process;

import org.jspecify.annotations.NullMarked;
