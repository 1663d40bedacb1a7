package org.vigie.operation;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.job.Heartbeat;

/**
 * Carries out commands as steps of operations. A step whose command was started is never started again: a later attempt, after
 * a crash or in another worker, waits for the same run and reads its outcome.
 */
@Component
public class OperationCommands {

    private final OperationStepStore steps;
    private final OperationStore operations;
    private final StepsElsewhere elsewhere;
    private final TargetLocks locks;
    private final Commands commands;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OperationCommands(
            OperationStepStore steps,
            OperationStore operations,
            StepsElsewhere elsewhere,
            TargetLocks locks,
            Commands commands,
            TransactionTemplate transaction,
            Clock clock) {
        this.steps = steps;
        this.operations = operations;
        this.elsewhere = elsewhere;
        this.locks = locks;
        this.commands = commands;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Runs a command and waits for its end.
     *
     * @param step name for people; with the operation it tells which run is meant
     * @param heartbeat of the job that wants it
     * @return how it ended; {@code Cancelled} without a run if somebody asked for the end of the operation before
     * @throws org.vigie.shared.BusyElsewhereException if the step was begun by a Vigie with another data folder
     * @throws org.vigie.shared.FencedException if the job or a target is held by somebody else meanwhile
     */
    public CommandOutcome run(String operationId, String step, CommandLine line, Heartbeat heartbeat) {
        Collection<LockToken> tokens = locks.of(operations.require(operationId).rootId());
        return carryOut(
                operationId, transaction.execute(status -> begun(operationId, step, line)), line, heartbeat, tokens);
    }

    /**
     * As {@link #run}, for a command that is of no use to a later attempt because somebody has to stand by: what an earlier attempt
     * began is ended first, with all that it started, and the command starts once more as a step of its own.
     */
    public CommandOutcome runAnew(String operationId, String step, CommandLine line, Heartbeat heartbeat) {
        Collection<LockToken> tokens = locks.of(operations.require(operationId).rootId());
        steps.latest(operationId, step)
                .filter(earlier -> earlier.status() == StepStatus.RUNNING)
                .ifPresent(earlier -> giveUp(operationId, earlier, line, heartbeat));
        OperationStep current = transaction.execute(status -> {
            operations.lock(operationId);
            begin(operationId, step, line);
            return steps.latest(operationId, step).orElseThrow();
        });
        return carryOut(operationId, current, line, heartbeat, tokens);
    }

    private void giveUp(String operationId, OperationStep earlier, CommandLine line, Heartbeat heartbeat) {
        elsewhere.requireHere(operationId, earlier);
        heartbeat.check();
        commands.cancel(earlier.runId());
        commands.run(earlier.runId(), line);
        transaction.executeWithoutResult(status -> steps.end(
                operationId, earlier.number(), StepStatus.FAILED, "given up and begun anew", clock.instant()));
    }

    private CommandOutcome carryOut(
            String operationId,
            OperationStep current,
            CommandLine line,
            Heartbeat heartbeat,
            Collection<LockToken> tokens) {
        elsewhere.requireHere(operationId, current);
        heartbeat.check();
        if (operations.isCancelled(operationId)) {
            commands.cancel(current.runId());
        }
        CommandOutcome outcome = commands.run(current.runId(), line);
        heartbeat.check();
        transaction.executeWithoutResult(status -> {
            operations.lock(operationId);
            locks.check(tokens);
            steps.end(
                    operationId,
                    current.number(),
                    outcome.isSuccess(line) ? StepStatus.SUCCEEDED : StepStatus.FAILED,
                    outcome.toString(),
                    clock.instant());
            elsewhere.settled(operationId);
        });
        return outcome;
    }

    /** The step that is under way or done, perhaps since before a crash; a new one only if the last one failed. */
    private OperationStep begun(String operationId, String step, CommandLine line) {
        operations.lock(operationId);
        Optional<OperationStep> latest = steps.latest(operationId, step);
        if (latest.isEmpty() || latest.get().status() == StepStatus.FAILED) {
            begin(operationId, step, line);
        }
        return steps.latest(operationId, step).orElseThrow();
    }

    private void begin(String operationId, String step, CommandLine line) {
        Instant now = clock.instant();
        steps.begin(operationId, step, commands.place(), now, now.plus(line.deadline()));
    }

    /** What the latest command of an operation wrote, oldest line first. */
    public List<String> log(String operationId, int lines) {
        return steps.of(operationId).reversed().stream()
                .map(OperationStep::runId)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(commands::find)
                .map(run -> run.log().tail(lines))
                .orElse(List.of());
    }

    /** What the latest command of one step has written, oldest line first. */
    public List<String> output(String operationId, String step, int lines) {
        return steps.latest(operationId, step)
                .map(OperationStep::runId)
                .flatMap(commands::find)
                .map(run -> run.log().tail(lines))
                .orElse(List.of());
    }

    /** Whether every command of an operation is known to have ended, with all that it started. */
    boolean areProvedGone(String operationId) {
        return steps.of(operationId).stream()
                .filter(step -> step.runId() != null)
                .allMatch(this::isProvedGone);
    }

    /** What failed had ended, or was given up by a person. */
    private boolean isProvedGone(OperationStep step) {
        return step.isAt(commands.place()) ? commands.isProvedGone(step.runId()) : step.status() != StepStatus.RUNNING;
    }

    @AfterCommit(
            id = "operation.end-commands",
            former = "org.vigie.operation.OperationCommands.on(org.vigie.operation.CancellationRequested)")
    void on(CancellationRequested event) {
        cancel(event.operationId());
    }

    /** Ends what runs for an operation. */
    void cancel(String operationId) {
        steps.of(operationId).stream()
                .filter(step -> step.endedAt() == null && step.runId() != null)
                .forEach(step -> commands.cancel(step.runId()));
    }
}
