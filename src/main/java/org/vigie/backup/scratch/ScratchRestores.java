package org.vigie.backup.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.command.Commands;
import org.vigie.platform.PostgresInstallations;
import org.vigie.platform.ScratchServer;

/** Restores dumps on servers of their own, under {@code <data-dir>/scratch}, and compares what came out. Thread-safe. */
@Component
public class ScratchRestores {

    /** A restored database is as large as its dump, and its indexes and temporary files take as much again. */
    private static final int SPACE_FACTOR = 2;

    private final Path parent;
    private final Commands commands;
    private final PostgresInstallations installations;

    public ScratchRestores(
            @Value("${vigie.data-dir:./data}") Path dataDir, Commands commands, PostgresInstallations installations) {
        this.parent = dataDir.toAbsolutePath().normalize().resolve("scratch");
        this.commands = commands;
        this.installations = installations;
    }

    /**
     * Restores a dump, compares the contents, asks the smoke queries, and removes all of it again. Takes as long as that takes.
     *
     * @return the verdict, whatever happens to dump and server
     * @throws CancellationException when the thread is interrupted; nothing is left then either
     */
    public RestoreResult restore(ScratchRequest request) {
        return new RestoreRun(request, commands, this::start).run();
    }

    /** Removes what a killed Vigie has left. */
    public int sweep() {
        return ScratchServer.sweep(parent);
    }

    private ScratchServer start(ScratchRequest request, Duration timeout) {
        DatabaseContents expected = request.expected();
        Path home = installations
                .home(
                        expected.majorVersion(),
                        expected.objects("extension")
                                .map(extension -> extension.properties().get("plainName"))
                                .toList())
                .orElseThrow(() -> RestoreStopped.inconclusive(
                        "server-version-missing",
                        "there is no PostgreSQL " + expected.majorVersion() + " here to restore on; install it"));
        requireSpace(request.dump());
        String id = request.id() + "-" + UUID.randomUUID().toString().substring(0, 8);
        return ScratchServer.start(home, parent, id, ScratchSettings.of(expected.majorVersion()), timeout);
    }

    private void requireSpace(Path dump) {
        try {
            Files.createDirectories(parent);
            long needed = SPACE_FACTOR * size(dump);
            long free = Files.getFileStore(parent).getUsableSpace();
            if (free < needed) {
                throw RestoreStopped.inconclusive(
                        "scratch-disk-full",
                        "%d MiB are free in %s, and %d are needed".formatted(free >> 20, parent, needed >> 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + dump, e);
        }
    }

    private static long size(Path dump) throws IOException {
        if (!Files.isDirectory(dump)) {
            return Files.exists(dump) ? Files.size(dump) : 0;
        }
        try (Stream<Path> files = Files.list(dump)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
