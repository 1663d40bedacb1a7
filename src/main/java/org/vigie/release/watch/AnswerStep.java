package org.vigie.release.watch;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.operation.OperationSteps;
import org.vigie.operation.Operations;
import org.vigie.operation.StepStatus;
import org.vigie.release.health.Verdict;
import org.vigie.release.pipeline.ReleaseContext;

/** What a person decided about an observation that nobody could judge. */
@Component
public class AnswerStep {

    private final Observations observations;
    private final Operations operations;
    private final OperationSteps steps;
    private final ReleaseContext context;

    AnswerStep(Observations observations, Operations operations, OperationSteps steps, ReleaseContext context) {
        this.observations = observations;
        this.operations = operations;
        this.steps = steps;
        this.context = context;
    }

    /**
     * Keeps the answer; it counts once and does not make good what turned bad meanwhile.
     *
     * @return {@code good} or {@code bad}
     */
    public String keep(String operationId, String account, boolean goOn) {
        Verdict verdict = observations.answer(operationId, account, goOn);
        boolean good = verdict.outcome() == Verdict.Outcome.GOOD;
        operations.goOn(operationId);
        context.show(operationId, Map.of("observation", observations.shown(operationId)));
        steps.end(
                operationId,
                ObserveStep.NAME,
                good ? StepStatus.SUCCEEDED : StepStatus.FAILED,
                String.join("; ", verdict.reasons()));
        return good ? "good" : "bad";
    }
}
