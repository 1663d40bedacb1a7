/** The worker by which a ticket learns whether it waits for a release. */
@NullMarked
package org.vigie.release.delivery.process;

import org.jspecify.annotations.NullMarked;
