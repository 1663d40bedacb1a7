/** Notices to a program of somebody else, as signed JSON. */
@NullMarked
package org.vigie.notification.webhook;

import org.jspecify.annotations.NullMarked;
