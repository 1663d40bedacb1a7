/** What checks tell the public of the components of the status page. */
@NullMarked
package org.vigie.incident.page;

import org.jspecify.annotations.NullMarked;
