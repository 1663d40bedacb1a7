/** The backlog over HTTP. */
@NullMarked
package org.vigie.backlog.web;

import org.jspecify.annotations.NullMarked;
