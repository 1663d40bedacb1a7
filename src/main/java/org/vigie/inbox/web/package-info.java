/** How all webhooks answer what they do not take. */
@NullMarked
package org.vigie.inbox.web;

import org.jspecify.annotations.NullMarked;
