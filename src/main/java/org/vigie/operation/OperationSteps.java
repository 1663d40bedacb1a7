package org.vigie.operation;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Steps of operations that no command carries out, for people to follow. */
@Component
public class OperationSteps {

    private final OperationStepStore steps;
    private final OperationStore operations;
    private final Clock clock;

    OperationSteps(OperationStepStore steps, OperationStore operations, Clock clock) {
        this.steps = steps;
        this.operations = operations;
        this.clock = clock;
    }

    /** Begins a step, unless it is under way or done. */
    @Transactional
    public void begin(String operationId, String name) {
        operations.lock(operationId);
        Optional<OperationStep> latest = steps.latest(operationId, name);
        if (latest.isEmpty() || latest.get().status() == StepStatus.FAILED) {
            steps.begin(operationId, name, null, clock.instant(), null);
        }
    }

    /**
     * Ends the latest step of this name; nothing if it has ended.
     *
     * @param detail a sentence for people; null for none
     */
    @Transactional
    public void end(String operationId, String name, StepStatus status, @Nullable String detail) {
        steps.latest(operationId, name)
                .ifPresent(step -> steps.end(operationId, step.number(), status, detail, clock.instant()));
    }

    /**
     * Says what the steps that go on wait for, where no command carries them out.
     *
     * @param detail a sentence for people; null: for nothing any more
     */
    @Transactional
    public void note(String operationId, @Nullable String detail) {
        steps.note(operationId, detail);
    }

    /** The latest step of this name. */
    public Optional<OperationStep> find(String operationId, String name) {
        return steps.latest(operationId, name);
    }
}
