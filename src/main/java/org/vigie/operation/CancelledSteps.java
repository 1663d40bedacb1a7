package org.vigie.operation;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.command.Commands;
import org.vigie.shared.BusyElsewhereException;

/**
 * Ends the commands of operations that are to end, wherever the cancellation was asked for: each Vigie those that it can
 * follow. A target is not freed while one of them still works on it.
 */
@Component
public class CancelledSteps {

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final OperationStepStore steps;
    private final StepsElsewhere elsewhere;
    private final Commands commands;
    private final Clock clock;

    CancelledSteps(OperationStepStore steps, StepsElsewhere elsewhere, Commands commands, Clock clock) {
        this.steps = steps;
        this.elsewhere = elsewhere;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Ends what still runs for an operation.
     *
     * @throws BusyElsewhereException until it has ended
     */
    public void requireEnded(String operationId) {
        for (OperationStep step : steps.of(operationId)) {
            String run = step.runId();
            if (step.status() == StepStatus.RUNNING && run != null) {
                elsewhere.requireHere(operationId, step);
                commands.cancel(run);
                if (runs(run)) {
                    throw new BusyElsewhereException(
                            "\"" + step.name() + "\" of " + operationId + " is about to end",
                            "Nothing to do: the operation ends when it has.",
                            COME_BACK_AFTER);
                }
            }
        }
        elsewhere.settled(operationId);
    }

    /** What was asked for at a Vigie with another data folder. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT2S")
    void endWhatIsCancelled() {
        for (OperationStepStore.Cancelled step : steps.cancelledAt(commands.place())) {
            commands.cancel(step.runId());
            if (!runs(step.runId())) {
                steps.end(step.operationId(), step.number(), StepStatus.FAILED, "cancelled", clock.instant());
            }
        }
    }

    private boolean runs(String runId) {
        return commands.find(runId).filter(run -> run.outcome().isEmpty()).isPresent();
    }
}
