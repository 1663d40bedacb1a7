/** The monthly report: made once for each month, kept with its figures, and looked at by a person when an objective was missed. */
@NullMarked
package org.vigie.kpi.report;

import org.jspecify.annotations.NullMarked;
