/** Campaigns: everything in flight at once while something that Vigie stands on, or Vigie itself, is taken away. */
@NullMarked
package org.vigie.campaign;

import org.jspecify.annotations.NullMarked;
