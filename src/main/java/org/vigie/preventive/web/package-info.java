/** Preventive maintenance over HTTP. */
@NullMarked
package org.vigie.preventive.web;

import org.jspecify.annotations.NullMarked;
