/** What UptimeRobot sees, read through its API. */
@NullMarked
package org.vigie.monitoring.uptimerobot;

import org.jspecify.annotations.NullMarked;
