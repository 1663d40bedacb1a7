package org.vigie.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.vigie.command.supervisor.SegmentedLog;

/** What a run has written until now; can be read while it is written. */
public final class OutputLog {

    private static final List<String> FILES = List.of(SegmentedLog.FIRST, SegmentedLog.PREVIOUS, SegmentedLog.LATEST);

    private final Path folder;

    OutputLog(Path folder) {
        this.folder = folder;
    }

    /** The last lines, oldest first; where the bound of the log cut something out, a line says how much. */
    public List<String> tail(int lines) {
        byte[] omitted = read(SegmentedLog.OMITTED);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(read(SegmentedLog.FIRST));
        if (omitted.length > 0) {
            text.write('\n');
            text.writeBytes(omitted);
        }
        text.writeBytes(read(SegmentedLog.PREVIOUS));
        text.writeBytes(read(SegmentedLog.LATEST));
        List<String> all = text.toString(UTF_8).lines().toList();
        return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** How many bytes of the output are kept. */
    public long size() {
        return FILES.stream()
                .map(folder::resolve)
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    private byte[] read(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
