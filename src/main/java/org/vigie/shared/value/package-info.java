/** Values that people and other programs hand in: accepted once, usable everywhere. Whatever is accepted can be mailed, shown, exported and posted. */
@NullMarked
package org.vigie.shared.value;

import org.jspecify.annotations.NullMarked;
