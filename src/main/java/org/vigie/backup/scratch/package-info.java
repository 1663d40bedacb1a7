/** Restores on a server that is made for it and thrown away: the one proof that a dump is a backup. */
@NullMarked
package org.vigie.backup.scratch;

import org.jspecify.annotations.NullMarked;
