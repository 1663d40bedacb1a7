/** The pages as HTML. */
@NullMarked
package org.vigie.overview.web;

import org.jspecify.annotations.NullMarked;
