/** Operations that go on no more though nobody is asked: found outside the engine, shown and told. */
@NullMarked
package org.vigie.operation.standing;

import org.jspecify.annotations.NullMarked;
