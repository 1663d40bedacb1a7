/** Indicators over HTTP. */
@NullMarked
package org.vigie.kpi.web;

import org.jspecify.annotations.NullMarked;
