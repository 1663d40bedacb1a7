/** How reporters answer a question about their ticket: a signed page, in their language, without an account. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "plan", "audit", "security", "ticket"})
package org.vigie.answer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
