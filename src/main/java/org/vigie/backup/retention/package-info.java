/** Which backups stay and which may go, as a rule without side effects. */
@NullMarked
package org.vigie.backup.retention;

import org.jspecify.annotations.NullMarked;
