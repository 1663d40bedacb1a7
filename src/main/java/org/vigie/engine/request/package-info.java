/** What is asked of processes: kept until the process has seen it. */
@NullMarked
@NamedInterface("request")
package org.vigie.engine.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
