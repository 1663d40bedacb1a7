/** The workers with which the process of every operation begins and ends. */
@NullMarked
package org.vigie.operation.process;

import org.jspecify.annotations.NullMarked;
