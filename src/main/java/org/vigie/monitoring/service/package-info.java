/** Services, whose state a program of the plan tells. */
@NullMarked
package org.vigie.monitoring.service;

import org.jspecify.annotations.NullMarked;
