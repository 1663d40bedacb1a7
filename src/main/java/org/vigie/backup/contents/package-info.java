/**
 * What a database holds, read in one snapshot by another way than pg_dump, and how two readings differ. Without Spring.
 */
@NullMarked
package org.vigie.backup.contents;

import org.jspecify.annotations.NullMarked;
