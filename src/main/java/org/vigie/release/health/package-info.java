/** Whether a released version is well: figures measured against those of the plan. */
@NullMarked
package org.vigie.release.health;

import org.jspecify.annotations.NullMarked;
