/** How channels are: what works, what is broken, and when the next message may go. */
@NullMarked
package org.vigie.notification.state;

import org.jspecify.annotations.NullMarked;
