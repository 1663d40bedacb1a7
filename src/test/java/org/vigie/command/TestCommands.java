package org.vigie.command;

import java.nio.file.Path;
import java.time.Duration;
import org.vigie.command.ssh.SshProperties;

/** Programs as Vigie runs them, for tests without Spring. */
public final class TestCommands {

    /** Impatient. */
    static final SshProperties SSH = new SshProperties(
            Duration.ofSeconds(5),
            Duration.ofSeconds(40),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    private TestCommands() {}

    public static Commands in(Path dataDir) {
        return in(dataDir, SSH);
    }

    static Commands in(Path dataDir, SshProperties ssh) {
        return new Commands(dataDir, new CommandProperties(4, Duration.ofDays(30)), ssh);
    }
}
