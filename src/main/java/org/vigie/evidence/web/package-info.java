/** Evidence over HTTP. */
@NullMarked
package org.vigie.evidence.web;

import org.jspecify.annotations.NullMarked;
