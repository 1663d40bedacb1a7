/** What Vigie does by itself when the preventive calendar says so. */
@NullMarked
package org.vigie.preventive.work;

import org.jspecify.annotations.NullMarked;
