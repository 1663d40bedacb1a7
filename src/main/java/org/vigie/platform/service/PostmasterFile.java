package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code postmaster.pid} by which PostgreSQL marks its data folder as in use; its first line is a process id,
 * its third the second of the start.
 */
final class PostmasterFile {

    private static final Duration TOLERANCE = Duration.ofSeconds(10);
    private static final int START_LINE = 2;

    private final Path file;

    PostmasterFile(Path dataFolder) {
        this.file = dataFolder.resolve("postmaster.pid");
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The process of that id, whatever it is now. */
    Optional<ProcessHandle> process() throws IOException {
        try {
            return ProcessHandle.of(Long.parseLong(lines().getFirst().strip())).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The process of that id if it is the server that wrote the file. */
    Optional<ProcessHandle> server() throws IOException {
        return process().filter(this::isPostgres).filter(this::startedThen);
    }

    private boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    private boolean startedThen(ProcessHandle process) {
        try {
            Instant written =
                    Instant.ofEpochSecond(Long.parseLong(lines().get(START_LINE).strip()));
            return process.info()
                    .startInstant()
                    .map(start -> Duration.between(start, written).abs().compareTo(TOLERANCE) <= 0)
                    .orElse(false);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private List<String> lines() throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty() ? List.of("") : lines;
    }
}
