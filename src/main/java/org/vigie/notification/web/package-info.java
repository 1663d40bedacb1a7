/** Notices over HTTP. */
@NullMarked
package org.vigie.notification.web;

import org.jspecify.annotations.NullMarked;
