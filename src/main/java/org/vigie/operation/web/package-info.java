/** Operations over HTTP. */
@NullMarked
package org.vigie.operation.web;

import org.jspecify.annotations.NullMarked;
