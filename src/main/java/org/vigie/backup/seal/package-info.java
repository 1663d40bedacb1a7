/** What makes a dump a backup: compression, encryption in the age format, the signed manifest, and the keys of both. */
@NullMarked
package org.vigie.backup.seal;

import org.jspecify.annotations.NullMarked;
