/** What people are told of alerts, and when: never more than three messages in ten minutes. */
@NullMarked
package org.vigie.alert.tell;

import org.jspecify.annotations.NullMarked;
