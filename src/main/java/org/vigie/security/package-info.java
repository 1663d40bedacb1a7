/** Accounts, roles and the rules of the HTTP interface. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package org.vigie.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
