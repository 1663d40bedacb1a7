/** The files of status pages: what is in them, and how they are written. */
@NullMarked
package org.vigie.statuspage.page;

import org.jspecify.annotations.NullMarked;
