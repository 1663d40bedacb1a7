/** Process instances and the cases they carry; watched, so that a case whose instance is gone is noticed. */
@NullMarked
@NamedInterface("instance")
package org.vigie.engine.instance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
