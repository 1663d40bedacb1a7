package org.vigie.platform.child;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import org.vigie.command.PidFile;

/**
 * Where children keep their things, all below one data folder.
 *
 * @param data the data folder, absolute
 */
public record ChildFolders(Path data) {

    private static final int TAIL_BYTES = 16_384;

    public ChildFolders {
        data = data.toAbsolutePath().normalize();
    }

    /** The folder of a child, created when absent; kept between runs. */
    public Path of(String child) throws IOException {
        return Files.createDirectories(data.resolve(child));
    }

    /** An empty folder for temporary files of a child. */
    public Path temporary(String child) throws IOException {
        Path folder = data.resolve("tmp").resolve(child);
        FileSystemUtils.deleteRecursively(folder);
        return Files.createDirectories(folder);
    }

    public Path log(String child) {
        return data.resolve("logs").resolve(child + ".log");
    }

    /** Folder of the pid files. */
    public Path run() {
        return data.resolve("run");
    }

    PidFile pidFile(String child) {
        return new PidFile(run().resolve(child + ".pid"));
    }

    ChildLog childLog(String child) {
        return new ChildLog(log(child));
    }

    /** The last lines a child wrote. */
    List<String> lastLines(String child, int count) {
        try (RandomAccessFile file = new RandomAccessFile(log(child).toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            List<String> lines = new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of("(its log cannot be read: " + e.getMessage() + ")");
        }
    }
}
