package org.vigie.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ways to reach a process from outside that the JDK does not offer. */
public final class Signals {

    private Signals() {}

    /** Closes the standard input of a child: a child of the platform takes this as the request to end. */
    public static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy(); // its pipe is broken, so it is ending or deaf
        }
    }

    /** Sends SIGINT, for PostgreSQL the request to end at once without waiting for its clients. */
    public static void interrupt(ProcessHandle process) {
        send("-INT", process);
    }

    /** Sends SIGQUIT, for PostgreSQL the request to end with all its processes without keeping anything. */
    public static void quit(ProcessHandle process) {
        send("-QUIT", process);
    }

    private static void send(String signal, ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            if (kill.waitFor(5, TimeUnit.SECONDS) && kill.exitValue() == 0) {
                return;
            }
        } catch (IOException e) {
            // no kill command on this system
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroy();
    }

    /**
     * The command in a session of its own, where the system has {@code setsid}: else Ctrl-C in a terminal reaches the
     * children at the same moment as Vigie, which still needs them to finish its work.
     */
    public static List<String> inOwnSession(List<String> command) {
        if (!isOnPath("setsid")) {
            return command;
        }
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        return List.copyOf(detached);
    }

    /** The command at a lower priority for the processors, where the system has {@code nice}. */
    public static List<String> stepBack(int niceness, List<String> command) {
        return niceness == 0 || !isOnPath("nice")
                ? command
                : Stream.concat(Stream.of("nice", "-n", Integer.toString(niceness)), command.stream())
                        .toList();
    }

    /** Whether a program of this name can be found by the shell. */
    public static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
