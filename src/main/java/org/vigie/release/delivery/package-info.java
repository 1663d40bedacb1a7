/** The tickets that releases bring: which they are, what their trails say of it, and the processes that wait for it. */
@NullMarked
package org.vigie.release.delivery;

import org.jspecify.annotations.NullMarked;
