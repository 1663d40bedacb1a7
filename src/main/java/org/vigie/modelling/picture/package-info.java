/** Changes of models as pictures and tables. */
@NullMarked
@NamedInterface("picture")
package org.vigie.modelling.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
