package org.vigie.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.vigie.command.supervisor.Supervisor;

/** The contract on this machine, and what belongs to supervisors in JVMs alone. */
class CommandsTests extends CommandContract {

    @Override
    CommandLine.Builder place(CommandLine.Builder line) {
        return line;
    }

    @Override
    Optional<ProcessHandle> supervisor(String run) throws IOException {
        return new PidFile(data.resolve("commands").resolve(run).resolve(Supervisor.PID_FILE)).process();
    }

    @Test
    void supervisorThatWasNotToldWhatToRunLeavesTheRunToAnother() throws Exception {
        assertThat(untoldSupervisor("untold").waitFor()).isZero();
        assertThat(commands.find("untold")).isEmpty();
        assertThat(commands.run("untold", sh("exit 7"))).isEqualTo(new CommandOutcome.Exited(7));
    }

    @Test
    void supervisorThatIsLateLeavesTheRunToTheOneThatTookIt() throws Exception {
        Path run = Files.createDirectories(data.resolve("commands/late"));
        Files.createFile(run.resolve(Supervisor.TAKEN_FILE));
        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Future<CommandOutcome> outcome = caller.submit(() -> commands.run("late", sh("echo twice > count")));
            await().until(() -> Files.exists(run.resolve("supervisor.log"))
                    && RunProcesses.alive(data, "late").isEmpty());
            Files.writeString(run.resolve(Supervisor.STATUS_FILE), "exited 7");
            Files.writeString(run.resolve(Supervisor.PID_FILE), "of the one that took it");
            assertThat(outcome.get()).isEqualTo(new CommandOutcome.Exited(7));
        }
        await().until(() -> RunProcesses.alive(data, "late").isEmpty());
        assertThat(work.resolve("count")).doesNotExist();
    }

    @Test
    void runOfAnotherFolderWithTheSameIdIsLeftAlone() throws IOException {
        commands.start("same", sh("echo begun; sleep 60"));
        await().until(() -> commands.find("same").orElseThrow().log().tail(1).equals(List.of("begun")));
        Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
        Commands other = TestCommands.in(elsewhere);
        assertThat(other.isProvedGone("same")).isTrue();
        RunProcesses.end(elsewhere, "same");
        assertThat(commands.find("same").orElseThrow().outcome()).isEmpty();
    }

    @Test
    void interruptedStartLeavesTheRunToItsSupervisor() throws Exception {
        CommandLine line = sh("echo once >> count; exit 4");
        Thread starting = new Thread(
                () -> assertThatThrownBy(() -> commands.run("begun", line)).isInstanceOf(CancellationException.class));
        starting.start();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(data.resolve("commands/begun/supervisor.log")));
        starting.interrupt();
        starting.join();
        assertThat(vigie().run("begun", line)).isEqualTo(new CommandOutcome.Exited(4));
        assertThat(Files.readAllLines(work.resolve("count"))).hasSize(1);
    }

    /** As when Vigie dies before it has said what to run. */
    private Process untoldSupervisor(String run) throws IOException {
        Path folder = Files.createDirectories(data.resolve("commands").resolve(run));
        Process supervisor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/classes",
                        Supervisor.class.getName(),
                        folder.toString())
                .start();
        supervisor.getOutputStream().close();
        return supervisor;
    }
}
