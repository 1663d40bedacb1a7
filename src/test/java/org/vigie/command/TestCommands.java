package org.vigie.command;

import java.nio.file.Path;
import java.time.Duration;

/** Programs as Vigie runs them, for tests without Spring. */
public final class TestCommands {

    private TestCommands() {}

    public static Commands in(Path dataDir) {
        return new Commands(dataDir, new CommandProperties(4, Duration.ofDays(30)));
    }
}
