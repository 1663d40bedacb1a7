package org.vigie.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a host that is reached with SSH: a server of Apache MINA, the shell of this machine, keys of ed25519. */
class RemoteCommandsTests extends CommandContract {

    @TempDir
    Path home;

    @TempDir
    Path secrets;

    SshdHost host;

    @BeforeEach
    void startHost() throws IOException {
        host = new SshdHost(home, secrets);
    }

    @Override
    @AfterEach
    void leaveNothing() throws IOException {
        super.leaveNothing();
        host.close();
    }

    @Override
    CommandLine.Builder place(CommandLine.Builder line) {
        return line.on(host.settings());
    }

    Path there(String run) {
        return host.runs().resolve(RunPlace.mark(commands.place(), run));
    }

    @Override
    Optional<ProcessHandle> supervisor(String run) throws IOException {
        try {
            String pid = Files.readString(there(run).resolve("watcher"))
                    .split(" ")[0]
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
