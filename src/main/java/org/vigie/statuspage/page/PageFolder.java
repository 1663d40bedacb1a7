package org.vigie.statuspage.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder whose files are complete at any moment, whoever reads them and whenever the writer dies: a file is written beside, forced to
 * the disk and moved into its place. What is the same is not written again, so that its date tells when it changed.
 */
final class PageFolder {

    private static final String UNFINISHED = ".part";

    private final Path root;

    PageFolder(Path root) {
        this.root = root;
    }

    /**
     * Writes one file.
     *
     * @param name relative to the folder
     * @return false if it is there with these bytes
     */
    boolean write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        Path folder = Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(folder, "." + file.getFileName(), UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                out.write(content);
                channel.force(true);
            }
            if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
                // a server under another account reads it
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return true;
    }

    /** Removes what writers left that died while they wrote. */
    void clean() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root, 2)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(".")
                            && file.getFileName().toString().endsWith(UNFINISHED))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The applications that have a page here. */
    List<String> applications() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[a-z0-9][a-z0-9-]{0,30}\\.json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }
}
