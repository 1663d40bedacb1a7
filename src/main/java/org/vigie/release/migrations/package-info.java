/** What the migrations of a release do to data, and what follows for the way back. */
@NullMarked
package org.vigie.release.migrations;

import org.jspecify.annotations.NullMarked;
