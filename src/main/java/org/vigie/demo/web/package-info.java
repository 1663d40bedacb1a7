/** The API of scenarios. */
@NullMarked
package org.vigie.demo.web;

import org.jspecify.annotations.NullMarked;
