/** Alerts of other watchers. */
@NullMarked
package org.vigie.alert.webhook;

import org.jspecify.annotations.NullMarked;
