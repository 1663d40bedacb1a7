/** Notices in a room of Discord, by a webhook. */
@NullMarked
package org.vigie.notification.discord;

import org.jspecify.annotations.NullMarked;
