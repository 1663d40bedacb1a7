/** The workers of the process {@code escalation}, its messages, and the workers that act on marks of SLA clocks. */
@NullMarked
package org.vigie.escalation.process;

import org.jspecify.annotations.NullMarked;
