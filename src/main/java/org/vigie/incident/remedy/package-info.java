/** What is done about incidents, and who decides it. */
@NullMarked
package org.vigie.incident.remedy;

import org.jspecify.annotations.NullMarked;
