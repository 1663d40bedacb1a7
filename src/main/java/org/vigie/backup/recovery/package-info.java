/**
 * The way back from a lost database: what kind of loss it is, what would be lost for good, the restore beside the live database and the
 * swap of names.
 */
@NullMarked
package org.vigie.backup.recovery;

import org.jspecify.annotations.NullMarked;
