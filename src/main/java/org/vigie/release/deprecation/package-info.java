/** Features that will be withdrawn: the announcement, the notices before the date, and the person who confirms the removal. */
@NullMarked
package org.vigie.release.deprecation;

import org.jspecify.annotations.NullMarked;
