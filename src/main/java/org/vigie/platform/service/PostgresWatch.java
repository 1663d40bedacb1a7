package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.vigie.command.Signals;

/**
 * Ends PostgreSQL when Vigie dies without stopping it. The JVM children watch their standard input for that; PostgreSQL
 * does not, so a shell of one line does it, where there is a shell.
 */
final class PostgresWatch {

    /** Waits for the end of input, then interrupts the server if the data folder is still marked as its own. */
    private static final String SCRIPT = """
            read -r line
            test "$(head -n 1 "$1" 2>/dev/null)" = "$2" && kill -INT "$2"
            """;

    private PostgresWatch() {}

    static void over(Process server, Path dataFolder) throws IOException {
        if (!Signals.isOnPath("sh")) {
            return; // the next start of Vigie ends the server
        }
        String mark = dataFolder.resolve("postmaster.pid").toString();
        Process watch = new ProcessBuilder(Signals.inOwnSession(
                        List.of("sh", "-c", SCRIPT, "postgres-watch", mark, Long.toString(server.pid()))))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        server.onExit().thenRun(watch::destroy);
    }
}
