/** The audit trail over HTTP. */
@NullMarked
package org.vigie.audit.web;

import org.jspecify.annotations.NullMarked;
