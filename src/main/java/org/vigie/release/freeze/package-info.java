/** When nothing is released: the freezes of a plan, in local time and over changes of the clock. */
@NullMarked
package org.vigie.release.freeze;

import org.jspecify.annotations.NullMarked;
