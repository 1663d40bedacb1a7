/** What is known of an incident. */
@NullMarked
package org.vigie.incident.diagnosis;

import org.jspecify.annotations.NullMarked;
