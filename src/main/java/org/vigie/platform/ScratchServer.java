package org.vigie.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.vigie.platform.child.Child;
import org.vigie.platform.child.ChildFolders;
import org.vigie.platform.service.PostgresAccount;
import org.vigie.platform.service.PostgresLeftover;
import org.vigie.platform.service.ScratchPostgresDefinition;

/**
 * An empty PostgreSQL server of its own, in a folder that only its owner can enter and that goes with it. Listens on 127.0.0.1, lets in one
 * superuser with a password of chance, and ends when Vigie ends. What a killed Vigie leaves behind is found by {@link #sweep}.
 */
public final class ScratchServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchServer.class);
    private static final String LOCK = "owner.lock";
    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Path folder;
    private final FileChannel lock;
    private final PostgresAccount account;
    private final int port = FreePorts.find(1).getFirst();
    private final Child child;

    private ScratchServer(Path home, Path folder, FileChannel lock, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.lock = lock;
        // no role of a database that is restored has this name
        String name = "vigie_scratch_" + UUID.randomUUID().toString().substring(0, 8);
        this.account = PostgresAccount.keptIn(passwordFile(), name);
        ChildFolders folders = new ChildFolders(folder);
        this.child = new Child(new ScratchPostgresDefinition(home, folders, port, account, settings), folders);
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param home a PostgreSQL installation
     * @param parent folder of all scratch servers of this Vigie, created when absent
     * @param id name of the server's folder in it; must not exist
     * @param settings of the server, such as {@code shared_buffers}
     * @throws org.vigie.shared.HintedException when it does not start, with the last lines it wrote; nothing is left of it
     */
    public static ScratchServer start(
            Path home, Path parent, String id, Map<String, String> settings, Duration timeout) {
        Path folder = parent.toAbsolutePath().normalize().resolve(id);
        try {
            createPrivately(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new FileAlreadyExistsException(folder.toString());
            }
            ScratchServer server = new ScratchServer(home, folder, lock, settings);
            try {
                server.child.start(timeout);
                return server;
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a scratch server in " + folder, e);
        }
    }

    private static void createPrivately(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The superuser. */
    public String user() {
        return account.name();
    }

    /** Its password. */
    public String password() {
        return account.password();
    }

    /** The file that holds the password, for programs. */
    public Path passwordFile() {
        return folder.resolve("password");
    }

    /** Whether it still runs. */
    public boolean isUp() {
        return child.isUp();
    }

    /** Ends the server at once with all its processes, keeping nothing; its folder stays until {@link #close}. */
    public void stop() {
        child.stop();
    }

    /** Ends the server and removes all of it, also when the thread is interrupted. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            child.stop();
            remove(folder);
            lock.close();
        } catch (IOException e) {
            LOG.warn("cannot close the lock of {}: {}", folder, e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Removes the servers that a killed Vigie left in this folder. Those of a Vigie that runs stay, also of another one that shares the data folder.
     *
     * @return how many were removed
     */
    public static int sweep(Path parent) {
        if (!Files.isDirectory(parent)) {
            return 0;
        }
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> leftovers = folders.filter(Files::isDirectory).toList();
            return (int) leftovers.stream().filter(ScratchServer::removeIfLeft).count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for scratch servers in " + parent, e);
        }
    }

    private static boolean removeIfLeft(Path folder) {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken == null) {
                return false;
            }
            LOG.info("the scratch server in {} was left by an earlier Vigie, removing it", folder);
            PostgresLeftover.stop(ScratchPostgresDefinition.dataFolder(new ChildFolders(folder)));
            remove(folder);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the scratch server in " + folder, e);
        }
    }

    /** Tried again for a while: processes of a server that was killed may still write. */
    private static void remove(Path folder) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                FileSystemUtils.deleteRecursively(folder);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    LOG.warn("cannot remove {}, the next start tries again: {}", folder, e.getMessage());
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
