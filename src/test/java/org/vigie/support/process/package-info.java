/** Runs the models on the in-memory engine: without a broker, with a clock that tests move. */
@NullMarked
package org.vigie.support.process;

import org.jspecify.annotations.NullMarked;
