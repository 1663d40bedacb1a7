package org.vigie.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.vigie.command.supervisor.Supervisor;

/** Removes the folders of runs that ended long ago; their outcome is kept by whoever asked for them. */
@Component
class RunRetention {

    private final Path folder;
    private final CommandProperties properties;
    private final Clock clock;

    RunRetention(@Value("${vigie.data-dir:./data}") Path dataDir, CommandProperties properties, Clock clock) {
        this.folder = dataDir.toAbsolutePath().normalize().resolve("commands");
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedRateString = "PT6H")
    void removeOld() {
        Instant before = clock.instant().minus(properties.keep());
        try {
            for (Path run : ended(before)) {
                FileSystemUtils.deleteRecursively(run);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove old runs in " + folder, e);
        }
    }

    private List<Path> ended(Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.map(run -> run.resolve(Supervisor.STATUS_FILE))
                    .filter(status -> status.toFile().lastModified() > 0)
                    .filter(status -> status.toFile().lastModified() < before.toEpochMilli())
                    .map(Path::getParent)
                    .toList();
        }
    }
}
