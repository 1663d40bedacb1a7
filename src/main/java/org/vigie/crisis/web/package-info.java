/** Crises over HTTP. */
@NullMarked
package org.vigie.crisis.web;

import org.jspecify.annotations.NullMarked;
