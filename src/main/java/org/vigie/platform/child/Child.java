package org.vigie.platform.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.command.BareEnvironment;
import org.vigie.command.Signals;
import org.vigie.shared.HintedException;

/** One child process: started, watched, started again when it ended, ended in good order or killed. */
public final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final long POLL_MILLIS = 200;
    private static final int LINES_IN_MESSAGE = 15;

    private final ChildDefinition definition;
    private final ChildFolders folders;
    private volatile @Nullable Process process;
    private volatile @Nullable ClassArchive classArchive;
    private volatile boolean ready;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile Runnable unexpectedEnd = () -> {};

    public Child(ChildDefinition definition, ChildFolders folders) {
        this.definition = definition;
        this.folders = folders;
    }

    public String name() {
        return definition.name();
    }

    /** Whether the child has become ready and still runs. */
    public boolean isUp() {
        Process current = process;
        return ready && current != null && current.isAlive();
    }

    /** Process id of the running child, or -1. */
    public long pid() {
        Process current = process;
        return current == null || !current.isAlive() ? -1 : current.pid();
    }

    /** Calls this each time when the child ends after it has become ready and nobody asked for it. */
    public void whenEndsUnexpectedly(Runnable listener) {
        unexpectedEnd = listener;
    }

    /**
     * Starts the child and waits until it answers; what is left of an earlier start is killed.
     *
     * @throws HintedException when it ends instead, with the last lines it wrote, or takes longer than allowed
     * @throws CancellationException when it was stopped meanwhile
     */
    public void start(Duration timeout) {
        long begin = System.nanoTime();
        try {
            ChildCommand command = definition.prepare();
            Process started = launchUntilReady(command, begin + timeout.toNanos(), timeout);
            ready = true;
            if (definition.niceness() > 0) {
                Signals.stepBack(started.toHandle(), definition.niceness());
            }
            LOG.info("{} ready after {} s", name(), seconds(begin));
            started.onExit().thenAccept(this::tellUnexpectedEnd);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException(name() + " was interrupted while starting");
        }
    }

    private Process launchUntilReady(ChildCommand command, long deadline, Duration timeout)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Process started = launch(command);
            try {
                awaitAnswer(started, deadline, timeout);
                return started;
            } catch (HintedException e) {
                if (started.isAlive() || attempt >= definition.attempts()) {
                    throw e;
                }
                LOG.info("{} ended during its start and is started again", name());
            }
        }
    }

    private synchronized Process launch(ChildCommand command) throws IOException {
        if (isEnding()) {
            throw new CancellationException(name() + " is not started, the platform is stopping");
        }
        Process former = process;
        if (former != null && former.isAlive()) {
            former.destroyForcibly();
            endsWithin(former, Duration.ofSeconds(10));
        }
        ProcessBuilder builder = new ProcessBuilder(Signals.inOwnSession(command.arguments()))
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folders.childLog(name()).fresh().toFile()));
        BareEnvironment.apply(builder.environment(), command.environment());
        Process started = builder.start();
        process = started;
        classArchive = command.classArchive();
        folders.pidFile(name()).write(started.toHandle(), command.program());
        definition.started(started);
        return started;
    }

    private void awaitAnswer(Process started, long deadline, Duration timeout) throws InterruptedException {
        while (!definition.answers()) {
            if (started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw diedEarly(started);
            }
            if (isEnding()) {
                throw new CancellationException(name() + " was stopped while starting");
            }
            if (System.nanoTime() > deadline) {
                throw new HintedException(
                        name() + " did not become ready within " + timeout.toSeconds() + " s",
                        "Look into " + folders.log(name()) + ", or allow more with vigie.platform.start-timeout.");
            }
        }
    }

    private RuntimeException diedEarly(Process started) {
        if (isEnding()) {
            return new CancellationException(name() + " was stopped while starting");
        }
        String lines = String.join("\n  ", folders.lastLines(name(), LINES_IN_MESSAGE));
        return new HintedException(
                "%s ended during its start with exit code %d; its last lines were:%n  %s"
                        .formatted(name(), started.exitValue(), lines),
                "The whole log is " + folders.log(name()) + ".");
    }

    private void tellUnexpectedEnd(Process ended) {
        if (!isEnding() && ended == process) {
            ready = false;
            LOG.error(
                    "{} ended unexpectedly with exit code {}; its log is {}",
                    name(),
                    ended.exitValue(),
                    folders.log(name()));
            unexpectedEnd.run();
        }
    }

    /** Keeps its log small. */
    public void rotateLog() {
        try {
            folders.childLog(name()).rotate();
        } catch (IOException e) {
            LOG.warn("the log of {} cannot be rotated: {}", name(), e.getMessage());
        }
    }

    /** Keeps the classes of the running child for its next start; takes many seconds the first time. */
    public void keepClasses() {
        ClassArchive archive = classArchive;
        if (archive != null && isUp()) {
            archive.take(pid());
        }
    }

    /** Makes {@link #start} give up; the process itself is left to {@link #stop}. */
    public void cancelStart() {
        ending.countDown();
    }

    /** Ends the child in good order, or kills it after its time of grace. Does nothing when it does not run. */
    public synchronized void stop() {
        ending.countDown();
        boolean wasReady = ready;
        ready = false;
        Process current = process;
        if (!wasReady) {
            kill(); // a JVM that is still starting does not listen
        } else if (current != null && current.isAlive()) {
            long begin = System.nanoTime();
            definition.askToEnd(current);
            if (!endsWithin(current, definition.grace())) {
                LOG.warn("{} does not end by itself, killing it", name());
                current.destroyForcibly();
                endsWithin(current, Duration.ofSeconds(10));
            }
            LOG.info("{} stopped after {} s", name(), seconds(begin));
        }
        forget();
    }

    /** Kills the child at once, as a crash would. */
    public synchronized void kill() {
        ending.countDown();
        ready = false;
        Process current = process;
        if (current != null) {
            current.destroyForcibly();
            endsWithin(current, Duration.ofSeconds(10));
        }
        forget();
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    /** Waits, and tells whether somebody asked for the end of the child meanwhile or before. */
    boolean isStoppedWithin(Duration time) throws InterruptedException {
        return ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forget() {
        process = null;
        try {
            folders.pidFile(name()).delete();
        } catch (IOException e) {
            LOG.warn("cannot delete the pid file of {}: {}", name(), e.getMessage());
        }
    }

    private static boolean endsWithin(Process process, Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long seconds(long begin) {
        return Math.round((System.nanoTime() - begin) / 1e9);
    }
}
