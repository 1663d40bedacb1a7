/** The embedded platform: Camunda, OpenSearch and PostgreSQL as children of Vigie on one machine. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "command"})
package org.vigie.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
