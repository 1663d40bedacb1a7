/** Reads a database: what must hold before, the snapshot that everything is read in, and pg_dump's output. */
@NullMarked
package org.vigie.backup.dump;

import org.jspecify.annotations.NullMarked;
