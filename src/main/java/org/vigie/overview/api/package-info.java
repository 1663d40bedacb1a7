/** The API document in a form that people read. */
@NullMarked
package org.vigie.overview.api;

import org.jspecify.annotations.NullMarked;
