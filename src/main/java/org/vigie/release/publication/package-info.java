/** The notes of releases: made from the commits, edited by people, and kept until they are published. */
@NullMarked
package org.vigie.release.publication;

import org.jspecify.annotations.NullMarked;
