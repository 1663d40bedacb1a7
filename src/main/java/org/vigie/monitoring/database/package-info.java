/** Databases of plans, asked what they can tell. */
@NullMarked
package org.vigie.monitoring.database;

import org.jspecify.annotations.NullMarked;
