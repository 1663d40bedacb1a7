/** Dependencies over HTTP. */
@NullMarked
package org.vigie.dependency.web;

import org.jspecify.annotations.NullMarked;
