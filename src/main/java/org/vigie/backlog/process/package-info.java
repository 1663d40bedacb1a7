/** The workers of the backlog review. */
@NullMarked
package org.vigie.backlog.process;

import org.jspecify.annotations.NullMarked;
