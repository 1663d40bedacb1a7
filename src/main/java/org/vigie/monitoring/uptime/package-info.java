/** How long monitors were up. */
@NullMarked
package org.vigie.monitoring.uptime;

import org.jspecify.annotations.NullMarked;
