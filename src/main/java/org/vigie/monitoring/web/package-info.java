/** The HTTP interface of monitoring. */
@NullMarked
package org.vigie.monitoring.web;

import org.jspecify.annotations.NullMarked;
