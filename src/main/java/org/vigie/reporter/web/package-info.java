/** The pages behind the links by which reporters follow their ticket. */
@NullMarked
package org.vigie.reporter.web;

import org.jspecify.annotations.NullMarked;
