/** What is forgotten of notices after a time, and what those that wait need of plans. */
@NullMarked
package org.vigie.notification.upkeep;

import org.jspecify.annotations.NullMarked;
