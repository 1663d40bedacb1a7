/** What people, timers and other processes ask for and what runs for minutes: its row, its lock, its start and its end. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "engine", "engine::*", "command", "plan", "audit", "trouble", "alert"})
package org.vigie.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
