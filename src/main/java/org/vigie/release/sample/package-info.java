/** The repository of the sample application, with good versions and with one for each way to fail. */
@NullMarked
package org.vigie.release.sample;

import org.jspecify.annotations.NullMarked;
