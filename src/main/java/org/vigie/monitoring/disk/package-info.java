/** Space on disks. */
@NullMarked
package org.vigie.monitoring.disk;

import org.jspecify.annotations.NullMarked;
