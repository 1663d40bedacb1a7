/** Programs on other computers: begun there once, followed over connections that may be cut, with an outcome that is kept there. */
@NullMarked
package org.vigie.command.ssh;

import org.jspecify.annotations.NullMarked;
