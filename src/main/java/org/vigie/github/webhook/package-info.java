/** What GitHub delivers: verified, put in the inbox, and given to the handler of its event. */
@NullMarked
package org.vigie.github.webhook;

import org.jspecify.annotations.NullMarked;
