/** Accounts, roles and the rules of the HTTP interface. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "engine", "audit"})
package org.vigie.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
