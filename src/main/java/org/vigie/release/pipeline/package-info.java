/** The steps of a release, from the tag to production. */
@NullMarked
package org.vigie.release.pipeline;

import org.jspecify.annotations.NullMarked;
