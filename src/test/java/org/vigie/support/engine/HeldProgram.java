package org.vigie.support.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stands before a program of the machine: keeps count of its starts other than those that ask for its version, and keeps it from going on when it is told so or for the
 * time that it is to take longer.
 */
public final class HeldProgram {

    private final Path starts;
    private final Path held;

    private HeldProgram(Path starts, Path held) {
        this.starts = starts;
        this.held = held;
    }

    /** @param folder to be the first in the search path */
    public static HeldProgram in(Path folder, String name) {
        return in(folder, name, Duration.ZERO);
    }

    /** As {@link #in(Path, String)}, for one that takes longer than that of the machine. */
    public static HeldProgram in(Path folder, String name, Duration longer) {
        try {
            Path starts = folder.resolve(name + ".starts");
            Path held = folder.resolve(name + ".held");
            Path program = Files.writeString(folder.resolve(name), """
                    #!/bin/sh
                    [ "$1" = --version ] && exec %4$s "$@"
                    echo "$VIGIE_RUN" >> %1$s
                    while [ -e %2$s ]; do sleep 0.1; done
                    sleep %3$s
                    exec %4$s "$@"
                    """.formatted(
                            starts, held, longer.toMillis() / 1000.0, ownOfTheMachine(name)));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new HeldProgram(starts, held);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it gets no further than its start. */
    public void hold() {
        try {
            Files.createFile(held);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends {@link #hold}. */
    public void letGo() {
        try {
            Files.deleteIfExists(held);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The run of each start so far, in order. */
    public List<String> starts() {
        try {
            return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often it was started for an operation. */
    public long startsOf(String operationId) {
        return starts().stream()
                .filter(run -> run.startsWith(operationId + "."))
                .count();
    }

    private static Path ownOfTheMachine(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
