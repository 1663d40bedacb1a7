/** Pull requests: what is known of those that name a ticket is kept as evidence. */
@NullMarked
package org.vigie.github.pull;

import org.jspecify.annotations.NullMarked;
