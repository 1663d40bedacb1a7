/** The release calendar over HTTP. */
@NullMarked
package org.vigie.release.calendar.web;

import org.jspecify.annotations.NullMarked;
