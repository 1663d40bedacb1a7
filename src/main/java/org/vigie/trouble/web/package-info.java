/** Troubles over HTTP. */
@NullMarked
package org.vigie.trouble.web;

import org.jspecify.annotations.NullMarked;
