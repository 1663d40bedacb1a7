package org.vigie.release.deployment;

import java.util.List;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.engine.job.Heartbeat;

/**
 * Carries out the commands of releases, on the machine that their line names. A command that was started is never started again: a
 * later attempt, after a crash or a cut connection, adopts it by operation and step. What nobody can tell is
 * {@link CommandOutcome.Unknown} and never a success.
 */
public interface Executor {

    /**
     * Runs a command and waits for its end.
     *
     * @param step name for people; with the operation it tells which run is meant
     */
    CommandOutcome run(String operationId, String step, CommandLine line, Heartbeat heartbeat);

    /** The last lines that the command of a step has written, oldest first. */
    List<String> output(String operationId, String step, int lines);
}
