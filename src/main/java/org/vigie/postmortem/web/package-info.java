/** Post-mortems over HTTP. */
@NullMarked
package org.vigie.postmortem.web;

import org.jspecify.annotations.NullMarked;
