package org.vigie.platform.preflight;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/** The data folder, held by one Vigie at a time; the lock ends with the process, however that ends. */
public final class DataFolder implements AutoCloseable {

    private static final int PID_DIGITS = 20;

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, creating it when absent.
     *
     * @throws HintedException when another Vigie holds it, or it cannot be written to
     */
    public static DataFolder take(Path folder) {
        Path file = folder.resolve("vigie.lock");
        try {
            Files.createDirectories(folder);
            closeToOthers(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String owner = read(channel);
                channel.close();
                throw new HintedException(
                        "the data folder %s is in use by another Vigie (pid %s)".formatted(folder, owner),
                        "Stop that one first, or give this one a folder of its own with vigie.data-dir.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DataFolder(channel);
        } catch (AccessDeniedException e) {
            throw unusable(folder, e);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Logs and indices in it hold what reporters wrote. */
    private static void closeToOthers(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // by this very process
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(PID_DIGITS);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
    }

    private static HintedException unusable(Path folder, IOException cause) {
        return new HintedException(
                "the data folder %s cannot be used: %s".formatted(folder, cause),
                "Give Vigie a folder it may write to with vigie.data-dir.",
                cause);
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release the data folder", e);
        }
    }
}
