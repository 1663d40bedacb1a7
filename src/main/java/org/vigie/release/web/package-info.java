/** Versions over HTTP. */
@NullMarked
package org.vigie.release.web;

import org.jspecify.annotations.NullMarked;
