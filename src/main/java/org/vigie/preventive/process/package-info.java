/** The workers of the process {@code preventive-maintenance}. */
@NullMarked
package org.vigie.preventive.process;

import org.jspecify.annotations.NullMarked;
