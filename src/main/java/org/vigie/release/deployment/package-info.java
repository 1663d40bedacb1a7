/** How versions run: artefacts, slots, instances and the switch between them. */
@NullMarked
package org.vigie.release.deployment;

import org.jspecify.annotations.NullMarked;
