package org.vigie.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The name of a folder of runs, told apart from every other folder and kept in it. */
final class RunPlace {

    private static final int LONGEST = 4_096;

    private RunPlace() {}

    /** For people as well: machine and folder as they were when it was named. */
    static synchronized String of(Path folder) {
        try {
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(
                            folder.resolve("place"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                return lock.isValid() && file.size() > 0 ? read(file) : write(file, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot name the folder of runs " + folder, e);
        }
    }

    /** Marks the processes of a run: two folders may have runs of the same id. */
    static String mark(String place, String runId) {
        return "%s@%08x".formatted(runId, place.hashCode());
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        file.read(bytes);
        return UTF_8.decode(bytes.flip()).toString();
    }

    private static String write(FileChannel file, Path folder) throws IOException {
        String place =
                host() + ":" + folder + " (" + UUID.randomUUID().toString().substring(0, 8) + ")";
        file.write(ByteBuffer.wrap(place.getBytes(UTF_8)));
        file.force(true);
        return place;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed machine";
        }
    }
}
