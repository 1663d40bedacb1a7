/** Tickets over HTTP. */
@NullMarked
package org.vigie.ticket.web;

import org.jspecify.annotations.NullMarked;
