/** The door to GitHub's API: access, limits, and the secrets that plans name. */
@NullMarked
package org.vigie.github.api;

import org.jspecify.annotations.NullMarked;
