package org.vigie.platform.child;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.util.unit.DataSize;

/** The log of a child: one file that it writes, and a few older ones, {@code <child>.1.log} the youngest of them. */
final class ChildLog {

    static final int OLDER_FILES = 3;
    static final DataSize LIMIT = DataSize.ofMegabytes(10);

    private final Path file;

    ChildLog(Path file) {
        this.file = file;
    }

    /** Keeps what there is as the youngest of the older files, so that the child begins an empty one. */
    Path fresh() throws IOException {
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            makeRoom();
            Files.move(file, older(1));
        }
        return file;
    }

    /**
     * Does the same under a running child when the file has grown over the limit. The child has it open for appending, so it is
     * copied and emptied; what is written between the two is lost.
     */
    void rotate() throws IOException {
        if (Files.exists(file) && Files.size(file) > LIMIT.toBytes()) {
            makeRoom();
            Files.copy(file, older(1));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }

    private void makeRoom() throws IOException {
        for (int number = OLDER_FILES; number > 0; number--) {
            Path from = older(number);
            if (Files.exists(from) && number < OLDER_FILES) {
                Files.move(from, older(number + 1), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(from);
            }
        }
    }

    private Path older(int number) {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        return file.resolveSibling(stem + "." + number + ".log");
    }
}
