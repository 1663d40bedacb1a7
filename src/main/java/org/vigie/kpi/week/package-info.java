/** What a week was, for people who want to know. */
@NullMarked
package org.vigie.kpi.week;

import org.jspecify.annotations.NullMarked;
