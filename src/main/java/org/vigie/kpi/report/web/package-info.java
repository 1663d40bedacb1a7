/** Monthly reports over HTTP. */
@NullMarked
package org.vigie.kpi.report.web;

import org.jspecify.annotations.NullMarked;
