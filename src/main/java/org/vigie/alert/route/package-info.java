/** How serious an alert is and whom it reaches: the table alertRouting, and what it would say if it were another. */
@NullMarked
package org.vigie.alert.route;

import org.jspecify.annotations.NullMarked;
