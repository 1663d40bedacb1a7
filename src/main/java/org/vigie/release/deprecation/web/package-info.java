/** Deprecations over HTTP. */
@NullMarked
package org.vigie.release.deprecation.web;

import org.jspecify.annotations.NullMarked;
