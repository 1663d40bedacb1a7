/** Camunda's client: its wiring into Spring, and the models that it brings to the engine. */
@NullMarked
@NamedInterface("client")
package org.vigie.engine.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
