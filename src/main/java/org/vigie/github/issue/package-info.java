/** Issues: they become tickets, and what happens to a ticket is written back to its issue. */
@NullMarked
package org.vigie.github.issue;

import org.jspecify.annotations.NullMarked;
