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
    private static final String STEP_BACK = """
            renice -n "$0" -g "$1"
            if [ -w "/proc/$1/autogroup" ]; then
              for try in 1 2 3 4 5 6 7 8 9; do echo "$0" >"/proc/$1/autogroup" && break; sleep 0.15; done
            fi
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
     */
    public static List<String> inOwnSession(List<String> command) {
        List<String> all = new ArrayList<>();
        if (isOnPath("setsid")) {
            all.add("setsid");
        }
        all.addAll(command);
        return List.copyOf(all);
    }

    /**
     * Makes a process of {@link #inOwnSession} step back from the processors with all its threads, soon; nothing where the
     * system cannot. Linux shares the processors out among sessions first (sched(7), autogroup) and looks at the niceness of
     * a process only within its session: so the session steps back, too.
     *
     * @param niceness how far, from 1 to 19
     */
    public static void stepBack(ProcessHandle leader, int niceness) {
        if (!isOnPath("setsid") || !isOnPath("renice")) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", STEP_BACK, Integer.toString(niceness), Long.toString(leader.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // a system without a shell shares equally
        }
    }

    /** Whether a program of this name can be found by the shell. */
    public static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
