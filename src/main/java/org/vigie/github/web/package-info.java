/** The webhook that GitHub calls. */
@NullMarked
package org.vigie.github.web;

import org.jspecify.annotations.NullMarked;
