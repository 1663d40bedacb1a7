/** Notices in a room of Slack, by an incoming webhook. */
@NullMarked
package org.vigie.notification.slack;

import org.jspecify.annotations.NullMarked;
