/** Changes of models over HTTP. */
@NullMarked
package org.vigie.modelling.web;

import org.jspecify.annotations.NullMarked;
