/** Logs of applications, followed over rotations. */
@NullMarked
package org.vigie.monitoring.log;

import org.jspecify.annotations.NullMarked;
