/** What GitHub tells the ticket process. */
@NullMarked
package org.vigie.github.process;

import org.jspecify.annotations.NullMarked;
