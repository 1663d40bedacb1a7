/** What releases have done and what served: kept before each effect, and the only source of the way back. */
@NullMarked
package org.vigie.release.record;

import org.jspecify.annotations.NullMarked;
