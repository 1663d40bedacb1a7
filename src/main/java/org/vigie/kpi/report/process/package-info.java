/** The workers of the process {@code kpi-review}. */
@NullMarked
package org.vigie.kpi.report.process;

import org.jspecify.annotations.NullMarked;
