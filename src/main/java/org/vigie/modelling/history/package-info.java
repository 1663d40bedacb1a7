/** What changed rules would have made of the past. */
@NullMarked
package org.vigie.modelling.history;

import org.jspecify.annotations.NullMarked;
