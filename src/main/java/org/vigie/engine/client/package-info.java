/** The wiring of Camunda's client into Spring. */
@NullMarked
package org.vigie.engine.client;

import org.jspecify.annotations.NullMarked;
