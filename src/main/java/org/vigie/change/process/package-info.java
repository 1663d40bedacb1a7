/** The workers of a change on its way from review to merge. */
@NullMarked
package org.vigie.change.process;

import org.jspecify.annotations.NullMarked;
