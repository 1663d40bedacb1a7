/** What is to be read from or written to GitHub: kept until it is done, and never repeated by itself. */
@NullMarked
package org.vigie.github.sync;

import org.jspecify.annotations.NullMarked;
