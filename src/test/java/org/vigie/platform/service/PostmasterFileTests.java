package org.vigie.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTests {

    @TempDir
    Path data;

    @Test
    void removesAMarkWhoseProcessIdNowBelongsToAnotherProgram() throws IOException {
        ProcessHandle foreign = ProcessHandle.current();
        long start = foreign.info().startInstant().orElseThrow().getEpochSecond();
        Path mark = write("%d%n%s%n%d%n".formatted(foreign.pid(), data, start));
        PostgresLeftover.stop(data);
        assertThat(mark).doesNotExist();
        assertThat(foreign.isAlive()).isTrue();
    }

    @Test
    void leavesTheMarkOfADeadServerToPostgres() throws IOException {
        Process dead = new ProcessBuilder("true").start();
        assertThat(dead.onExit().join().isAlive()).isFalse();
        Path mark = write("%d%n%s%n%d%n".formatted(dead.pid(), data, 1));
        PostgresLeftover.stop(data);
        assertThat(mark).exists();
    }

    @Test
    void takesAnEmptyMarkForNothing() throws IOException {
        write("");
        PostgresLeftover.stop(data);
        assertThat(new PostmasterFile(data).server()).isEmpty();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(data.resolve("postmaster.pid"), content);
    }
}
