package org.vigie.command.supervisor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All processes of a run. They are known by a variable in their environment, which is inherited whatever else a process does
 * to leave its parent; and, where the system has no {@code /proc}, as descendants only.
 */
public final class ProcessTree {

    /** The variable that marks the processes of a run; its value is the same for no other run on the machine. */
    public static final String MARK = "VIGIE_RUN";

    /** No process is excepted. */
    public static final long NO_PROCESS = -1;

    private static final Path PROC = Path.of("/proc");
    private static final long POLL_MILLIS = 50;

    private final byte[] mark;
    private final long except;

    /** @param except a process that carries the mark and is none of them, the supervisor */
    public ProcessTree(String mark, long except) {
        this.mark = (MARK + "=" + mark + "\0").getBytes(UTF_8);
        this.except = except;
    }

    /** Whether all of them can be found here, also those that left their parent. */
    public static boolean isComplete() {
        return Files.isReadable(PROC.resolve("self").resolve("environ"));
    }

    /** Those that are alive now. */
    public Set<ProcessHandle> alive(Collection<ProcessHandle> known) {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (ProcessHandle process : known) {
            found.add(process);
            process.descendants().forEach(found::add);
        }
        if (isComplete()) {
            addMarked(found);
        }
        found.removeIf(process -> !process.isAlive() || process.pid() == except || isZombie(process.pid()));
        return found;
    }

    private void addMarked(Set<ProcessHandle> found) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (carriesMark(process.resolve("environ"))) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean carriesMark(Path environ) {
        try {
            byte[] environment = Files.readAllBytes(environ);
            for (int at = 0; at <= environment.length - mark.length; at = next(environment, at)) {
                if (Arrays.equals(environment, at, at + mark.length, mark, 0, mark.length)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // it ended meanwhile, or belongs to somebody else
        }
    }

    private static int next(byte[] environment, int at) {
        int end = at;
        while (end < environment.length && environment[end] != 0) {
            end++;
        }
        return end + 1;
    }

    /** It has ended; its parent only has not asked yet. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Asks all of them to end, and kills those that do not, and what they start meanwhile.
     *
     * @return whether none is left
     */
    public boolean end(Collection<ProcessHandle> known, long graceMillis) {
        // what is orphaned by the end of its parent is no descendant any more
        Set<ProcessHandle> ever = new LinkedHashSet<>(alive(known));
        ever.forEach(ProcessHandle::destroy);
        if (!endWithin(ever, graceMillis)) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            Set<ProcessHandle> left = alive(ever);
            while (!left.isEmpty() && System.nanoTime() < deadline) {
                left.forEach(ProcessHandle::destroyForcibly);
                ever.addAll(left);
                pause();
                left = alive(ever);
            }
        }
        return alive(ever).isEmpty();
    }

    private boolean endWithin(Set<ProcessHandle> ever, long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < deadline) {
            if (alive(ever).isEmpty()) {
                return true;
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
