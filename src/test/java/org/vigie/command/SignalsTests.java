package org.vigie.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTests {

    private static final Path AUTOGROUP = Path.of("/proc/self/autogroup");

    @Test
    void commandRunsInItsOwnSessionWithItsArgumentsAsTheyAre() throws IOException {
        List<String> printed = output(Signals.inOwnSession(
                List.of("sh", "-c", "ps -o sid= -p $$; printf '%s\\n' \"$@\"", "x", "$(id)", "a b", "*")));
        assertThat(printed.getFirst().strip()).isNotEqualTo(session());
        assertThat(printed.subList(1, printed.size())).containsExactly("$(id)", "a b", "*");
    }

    @Test
    void processStepsBackWithWhatItHasStarted() throws IOException {
        Process process = new ProcessBuilder(Signals.inOwnSession(List.of("sh", "-c", "sleep 60 & wait"))).start();
        try {
            await().until(() -> process.descendants().count() == 1);
            Signals.stepBack(process.toHandle(), 7);
            await().untilAsserted(() -> assertThat(
                            output(List.of("ps", "-o", "ni=", "-g", Long.toString(process.pid()))))
                    .hasSize(2)
                    .allMatch(niceness -> niceness.strip().equals("7")));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Else it has as much of the processors as all of Vigie, however nice it is within its session. */
    @Test
    void sessionOfAProcessStepsBackAsAWhole() throws IOException {
        assumeTrue(Files.isWritable(AUTOGROUP), "sessions have shares of their own here");
        String own = Files.readString(AUTOGROUP).strip();
        Process process = new ProcessBuilder(Signals.inOwnSession(List.of("sleep", "60"))).start();
        try {
            Path its = Path.of("/proc", Long.toString(process.pid()), "autogroup");
            await().untilAsserted(
                            () -> assertThat(Files.readString(its).strip()).isNotEqualTo(own));
            Signals.stepBack(process.toHandle(), 12);
            await().untilAsserted(
                            () -> assertThat(Files.readString(its).strip()).endsWith(" nice 12"));
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(AUTOGROUP).strip()).as("Vigie's own").isEqualTo(own);
    }

    private static String session() throws IOException {
        return output(List.of(
                        "ps",
                        "-o",
                        "sid=",
                        "-p",
                        Long.toString(ProcessHandle.current().pid())))
                .getFirst()
                .strip();
    }

    private static List<String> output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes()).lines().toList();
    }
}
