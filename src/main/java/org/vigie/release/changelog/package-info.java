/** The changelog of an application: a section for each version that serves well, committed and brought to where others read it. */
@NullMarked
package org.vigie.release.changelog;

import org.jspecify.annotations.NullMarked;
