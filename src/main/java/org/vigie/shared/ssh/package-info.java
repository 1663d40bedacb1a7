/** Connections to servers with SSH whose key is known beforehand, for copies of backups and for commands. */
@NullMarked
package org.vigie.shared.ssh;

import org.jspecify.annotations.NullMarked;
