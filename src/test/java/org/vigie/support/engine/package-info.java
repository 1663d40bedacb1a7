/** Tests on the real broker: one per test run, the application on it, and what people and clients do. */
@NullMarked
package org.vigie.support.engine;

import org.jspecify.annotations.NullMarked;
