package org.vigie.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vigie.command.supervisor.SegmentedLog;

/** What a run has written until now; can be read while it is written. */
public final class OutputLog {

    private static final List<String> FILES = List.of(SegmentedLog.FIRST, SegmentedLog.PREVIOUS, SegmentedLog.LATEST);

    private final Path folder;

    OutputLog(Path folder) {
        this.folder = folder;
    }

    /** The last lines, oldest first; what did not fit into the bound of the log is missing in the middle. */
    public List<String> tail(int lines) {
        List<String> all = new ArrayList<>();
        for (String file : FILES) {
            all.addAll(read(folder.resolve(file)));
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** How many bytes are kept. */
    public long size() {
        return FILES.stream()
                .map(folder::resolve)
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    private static List<String> read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
