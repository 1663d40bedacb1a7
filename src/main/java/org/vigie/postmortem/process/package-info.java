/** Post-mortems and their process: the messages to it and the workers of its automated steps. */
@NullMarked
package org.vigie.postmortem.process;

import org.jspecify.annotations.NullMarked;
