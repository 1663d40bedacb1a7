package org.vigie.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.springframework.stereotype.Component;

/**
 * Programs that run until they are told to end, such as the instances of an application. They go on when Vigie is killed and
 * are known again by their id to the next one; nobody waits for them and they take no place of commands. Thread-safe.
 */
@Component
public class KeptPrograms {

    /** No end of its own. */
    public static final Duration EVER = Duration.ofDays(36_500);

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Commands commands;

    KeptPrograms(Commands commands) {
        this.commands = commands;
    }

    /** Starts a program, unless it was started before under this id: an id that has ended does not come back. */
    public void start(String runId, CommandLine line) {
        commands.start(runId, line);
    }

    /** How it ended; empty while it runs, and if it was never started. */
    public Optional<CommandOutcome> outcome(String runId) {
        return commands.find(runId).flatMap(CommandRun::outcome);
    }

    /** Whether it runs. */
    public boolean runs(String runId) {
        return commands.find(runId).filter(run -> run.outcome().isEmpty()).isPresent();
    }

    /**
     * Waits for its end.
     *
     * @return whether it has ended within this time
     * @throws CancellationException if the thread is interrupted
     */
    public boolean awaitEnd(String runId, Duration time) {
        Optional<CommandRun> run = commands.find(runId);
        try {
            return run.isEmpty() || run.get().await(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("no longer waiting for " + runId);
        }
    }

    /** Asks for its end, with all that it started; returns at once. */
    public void askToEnd(String runId) {
        if (commands.find(runId).isPresent()) {
            commands.cancel(runId);
        }
    }

    /**
     * Ends it, with all that it started.
     *
     * @return whether it has ended: killed if it did not do so by itself
     */
    public boolean end(String runId) {
        askToEnd(runId);
        return awaitEnd(runId, GRACE);
    }

    /** The last lines that it wrote, oldest first. */
    public List<String> tail(String runId, int lines) {
        return commands.find(runId).map(run -> run.log().tail(lines)).orElse(List.of());
    }
}
