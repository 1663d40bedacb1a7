/** What the commits of a release amount to: changes, what cancels out, and what is left out. */
@NullMarked
package org.vigie.release.commits;

import org.jspecify.annotations.NullMarked;
