/** What a release must bring along in documents: the rules of a plan against the files that it changes. */
@NullMarked
package org.vigie.release.documentation;

import org.jspecify.annotations.NullMarked;
