/** The workers of the process {@code sla-clock} and the messages to it. */
@NullMarked
package org.vigie.sla.process;

import org.jspecify.annotations.NullMarked;
