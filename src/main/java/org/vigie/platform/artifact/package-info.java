/** The software the children run from: found in the local Maven repository or downloaded, unpacked once. */
@NullMarked
package org.vigie.platform.artifact;

import org.jspecify.annotations.NullMarked;
