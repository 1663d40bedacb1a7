/** Decision tables under test: whether they are fully specified, and the combinations of inputs to ask them. */
@NullMarked
package org.vigie.support.decision;

import org.jspecify.annotations.NullMarked;
