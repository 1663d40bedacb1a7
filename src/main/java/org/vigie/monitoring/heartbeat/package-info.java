/** Reports from outside. */
@NullMarked
package org.vigie.monitoring.heartbeat;

import org.jspecify.annotations.NullMarked;
