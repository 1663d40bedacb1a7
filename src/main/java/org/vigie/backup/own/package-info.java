/** The way back of Vigie's own state: a backup of it that lies in the data folder is put into an empty database at the start. */
@NullMarked
package org.vigie.backup.own;

import org.jspecify.annotations.NullMarked;
