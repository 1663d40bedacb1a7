/** What merges on GitHub tell the ticket process. */
@NullMarked
package org.vigie.github.pull.process;

import org.jspecify.annotations.NullMarked;
