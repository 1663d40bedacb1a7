/** Reads plan files and reports all their faults together. */
@NullMarked
package org.vigie.plan.load;

import org.jspecify.annotations.NullMarked;
