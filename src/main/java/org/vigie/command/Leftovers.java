package org.vigie.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Children of an earlier Vigie that was killed and could not stop them. */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final long GRACE_SECONDS = 15;

    private final Path folder;

    /** @param folder where the pid files of children are */
    public Leftovers(Path folder) {
        this.folder = folder;
    }

    /** Ends every child that an earlier run left behind; the caller holds the lock of the data folder. */
    public void stop() {
        try {
            for (PidFile file : pidFiles()) {
                file.process().ifPresent(process -> {
                    LOG.info(
                            "{} (pid {}) was left running by an earlier start, stopping it",
                            file.child(),
                            process.pid());
                    process.destroy();
                    killLate(process);
                });
                file.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for children of an earlier run", e);
        }
    }

    private List<PidFile> pidFiles() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .map(PidFile::new)
                    .toList();
        }
    }

    /** Waits for a process that was asked to end, and kills it when it does not. */
    public static void killLate(ProcessHandle process) {
        if (!endsWithin(process, GRACE_SECONDS)) {
            process.destroyForcibly();
            endsWithin(process, GRACE_SECONDS);
        }
    }

    private static boolean endsWithin(ProcessHandle process, long seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
