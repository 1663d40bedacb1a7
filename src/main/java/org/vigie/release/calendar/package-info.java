/** The release calendar: which days a release is due on, what it would bring, and the person who says whether it goes out. */
@NullMarked
package org.vigie.release.calendar;

import org.jspecify.annotations.NullMarked;
