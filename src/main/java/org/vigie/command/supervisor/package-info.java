/** Runs in a JVM of its own beside the program that it watches; uses nothing but the JDK. */
@NullMarked
package org.vigie.command.supervisor;

import org.jspecify.annotations.NullMarked;
