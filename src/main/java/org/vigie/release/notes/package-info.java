/** Release notes and changelog, made from commits and kept when people edit them. */
@NullMarked
package org.vigie.release.notes;

import org.jspecify.annotations.NullMarked;
