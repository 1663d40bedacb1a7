package org.vigie.platform.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.command.Leftovers;
import org.vigie.command.PidFile;

class LeftoversTests {

    @TempDir
    Path data;

    private ChildFolders folders;
    private Process process;
    private PidFile pidFile;

    @BeforeEach
    void startProcess() throws IOException {
        folders = new ChildFolders(data);
        process = new ProcessBuilder("sleep", "60").start();
        pidFile = folders.pidFile("sample");
        pidFile.write(process.toHandle(), program());
    }

    @AfterEach
    void killProcess() {
        process.destroyForcibly();
    }

    @Test
    void endsAChildOfAnEarlierRun() {
        new Leftovers(folders.run()).stop();
        assertThat(process.isAlive()).isFalse();
        assertThat(data.resolve("run/sample.pid")).doesNotExist();
    }

    @Test
    void sparesAProcessThatWasGivenTheSameIdLater() throws IOException {
        Instant start = process.info().startInstant().orElseThrow();
        rewrite("start=", "start=" + start.minus(Duration.ofMinutes(1)).toEpochMilli());
        new Leftovers(folders.run()).stop();
        assertThat(process.isAlive()).isTrue();
        assertThat(data.resolve("run/sample.pid")).doesNotExist();
    }

    @Test
    void sparesAProcessThatRunsAnotherProgram() throws IOException {
        rewrite("program=", "program=java");
        new Leftovers(folders.run()).stop();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void takesACutOffPidFileForNothing() throws IOException {
        Files.writeString(data.resolve("run/sample.pid"), "pid=" + process.pid());
        new Leftovers(folders.run()).stop();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void hasNothingToDoInAFreshFolder() {
        new Leftovers(new ChildFolders(data.resolve("fresh")).run()).stop();
        assertThat(process.isAlive()).isTrue();
    }

    private String program() {
        return Path.of(process.info().command().orElseThrow()).getFileName().toString();
    }

    private void rewrite(String prefix, String line) throws IOException {
        Path file = data.resolve("run/sample.pid");
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .map(old -> old.startsWith(prefix) ? line : old)
                        .toList());
    }
}
