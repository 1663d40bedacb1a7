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

    /** The system takes one such wish in 100 ms; one without sessions in its shares has no such file. */
    private static final String SESSION_STEPS_BACK = """
            if [ -w /proc/self/autogroup ]; then
              for try in 1 2 3 4 5 6 7 8 9; do echo "$0" >/proc/self/autogroup && break; sleep 0.15; done 2>/dev/null
            fi
            exec "$@"
            """;

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
     *
     * @param niceness how far it steps back from the processors, from 0 to 19. Linux shares them out among sessions first
     *     (sched(7), autogroup) and looks at the niceness of a process only within its session: so the session steps back, too.
     */
    public static List<String> inOwnSession(int niceness, List<String> command) {
        List<String> all = new ArrayList<>();
        boolean ownSession = isOnPath("setsid");
        if (ownSession) {
            all.add("setsid");
        }
        if (niceness > 0 && ownSession && isOnPath("sh")) {
            all.addAll(List.of("sh", "-c", SESSION_STEPS_BACK, Integer.toString(niceness)));
        }
        if (niceness > 0 && isOnPath("nice")) {
            all.addAll(List.of("nice", "-n", Integer.toString(niceness)));
        }
        all.addAll(command);
        return List.copyOf(all);
    }

    /** Whether a program of this name can be found by the shell. */
    public static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
