/** What is asked of models before they are deployed, in words for who owns them. */
@NullMarked
@NamedInterface("check")
package org.vigie.modelling.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
