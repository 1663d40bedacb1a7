/** The history of an application's repository: release tags, and the commits that no release contains. */
@NullMarked
package org.vigie.release.history;

import org.jspecify.annotations.NullMarked;
