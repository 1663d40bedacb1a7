/** The webhook that GitHub calls. */
@NullMarked
package org.vigie.github.webhook.web;

import org.jspecify.annotations.NullMarked;
