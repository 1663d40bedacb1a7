/** What each child is: its command, its configuration, and how to tell that it is ready. */
@NullMarked
package org.vigie.platform.service;

import org.jspecify.annotations.NullMarked;
