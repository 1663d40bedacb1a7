package org.vigie.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.vigie.command.supervisor.ProcessTree;
import org.vigie.command.supervisor.Supervisor;

/** One run of a program, which may have been started by an earlier Vigie. */
public class CommandRun {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LONGEST_STATUS = 2_000;
    private static final long SECOND = 1_000;

    private final String id;
    private final Path folder;
    private final Supplier<ProcessTree> processes;

    /** @param processes those that carry the run's mark */
    CommandRun(String id, Path folder, Supplier<ProcessTree> processes) {
        this.id = id;
        this.folder = folder;
        this.processes = processes;
    }

    public final String id() {
        return id;
    }

    public final OutputLog log() {
        return new OutputLog(folder);
    }

    /** How it ended; empty while it goes on. */
    public Optional<CommandOutcome> outcome() {
        Optional<CommandOutcome> kept = status();
        if (kept.isPresent() || supervisor().isPresent()) {
            return kept;
        }
        // it may have ended between the two questions
        return status().or(() -> Optional.of(vanished()));
    }

    /**
     * Waits for the end.
     *
     * @throws InterruptedException the run itself goes on
     */
    CommandOutcome await() throws InterruptedException {
        Optional<CommandOutcome> outcome = outcome();
        while (outcome.isEmpty()) {
            awaitSupervisor(SECOND);
            outcome = outcome();
        }
        return outcome.get();
    }

    /** Waits for the end, but no longer than that; whether it has ended. */
    boolean await(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (outcome().isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            awaitSupervisor(Math.min(left, SECOND));
        }
        return true;
    }

    private void awaitSupervisor(long millis) throws InterruptedException {
        Optional<ProcessHandle> running = supervisor();
        if (running.isPresent()) {
            try {
                running.get().onExit().get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // asked again: the handle of a process that is no child may miss its end
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Asks for the end of the run and all that it started. */
    void cancel() {
        try {
            Files.writeString(folder.resolve(Supervisor.CANCEL_FILE), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot cancel run " + id, e);
        }
    }

    /** Whether nothing of it can be running any more, not even what the program left behind when it ended. */
    boolean isProvedGone() {
        return supervisor().isEmpty()
                && ProcessTree.isComplete()
                && processes.get().alive(List.of()).isEmpty();
    }

    /** Nobody watches it any more and nobody will tell how it ended: what is left of it is ended too. */
    private CommandOutcome vanished() {
        boolean gone = processes.get().end(List.of(), GRACE.toMillis());
        CommandOutcome outcome = new CommandOutcome.Unknown(
                gone ? "its supervisor vanished" : "its supervisor vanished and what it started does not end");
        if (gone) {
            keep(outcome);
        }
        return outcome;
    }

    private Optional<ProcessHandle> supervisor() {
        try {
            return new PidFile(folder.resolve(Supervisor.PID_FILE)).process();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<CommandOutcome> status() {
        try {
            String text = Files.readString(folder.resolve(Supervisor.STATUS_FILE));
            return Optional.of(CommandOutcome.parse(text.substring(0, Math.min(text.length(), LONGEST_STATUS))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CommandOutcome keep(CommandOutcome outcome) {
        try {
            Path draft = Files.writeString(folder.resolve(".status.vigie"), outcome.text());
            Files.move(draft, folder.resolve(Supervisor.STATUS_FILE), StandardCopyOption.ATOMIC_MOVE);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the outcome of run " + id, e);
        }
    }
}
