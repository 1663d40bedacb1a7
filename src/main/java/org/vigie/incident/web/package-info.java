/** Incidents over HTTP. */
@NullMarked
package org.vigie.incident.web;

import org.jspecify.annotations.NullMarked;
