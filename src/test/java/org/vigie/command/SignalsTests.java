package org.vigie.command;

import static org.assertj.core.api.Assertions.assertThat;
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
                7, List.of("sh", "-c", "ps -o sid= -p $$; nice; printf '%s\\n' \"$@\"", "x", "$(id)", "a b", "*")));
        assertThat(printed.getFirst().strip()).isNotEqualTo(session());
        assertThat(printed.subList(1, printed.size())).containsExactly("7", "$(id)", "a b", "*");
    }

    /** Else it has as much of the processors as all of Vigie, however nice it is within its session. */
    @Test
    void sessionOfACommandStepsBackAsAWhole() throws IOException {
        assumeTrue(Files.isWritable(AUTOGROUP), "sessions have shares of their own here");
        String own = Files.readString(AUTOGROUP).strip();
        assertThat(output(Signals.inOwnSession(12, List.of("cat", AUTOGROUP.toString()))))
                .singleElement()
                .asString()
                .endsWith(" nice 12");
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
