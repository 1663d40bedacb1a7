package org.vigie.platform.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of loaded classes that a JVM maps at its start instead of reading and checking them again; halves the time the
 * Camunda JVMs take. It is taken from a JVM that already runs: recording from the start on costs half as much again.
 *
 * @param javaHome the JDK of the child, whose {@code jcmd} takes the archive
 * @param file where the archive is, or will be
 */
public record ClassArchive(Path javaHome, Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
    private static final long MINUTES = 3;

    boolean exists() {
        return Files.isRegularFile(file);
    }

    /** Takes the archive from a running JVM; takes many seconds, and does nothing when that does not work. */
    void take(long pid) {
        Path jcmd = javaHome.resolve("bin").resolve("jcmd");
        if (exists() || !Files.isExecutable(jcmd)) {
            return;
        }
        Path draft = file.resolveSibling("." + file.getFileName());
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(draft);
            Process process = new ProcessBuilder(
                            List.of(jcmd.toString(), Long.toString(pid), "VM.cds", "static_dump", draft.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0 && Files.exists(draft)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.debug("no class archive {}", file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
