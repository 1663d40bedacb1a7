/** SLA clocks over HTTP. */
@NullMarked
package org.vigie.sla.web;

import org.jspecify.annotations.NullMarked;
