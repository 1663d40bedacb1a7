/** The workers that ask reporters, and what their answers tell the ticket process. */
@NullMarked
package org.vigie.validation.process;

import org.jspecify.annotations.NullMarked;
