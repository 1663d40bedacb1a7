/** Vigie's sign of life to somebody outside. */
@NullMarked
package org.vigie.trouble.heartbeat;

import org.jspecify.annotations.NullMarked;
