/** Addresses that must answer. */
@NullMarked
package org.vigie.monitoring.http;

import org.jspecify.annotations.NullMarked;
