package org.vigie.release.watch;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationSteps;
import org.vigie.operation.Operations;
import org.vigie.operation.StepStatus;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.health.Verdict;
import org.vigie.release.pipeline.ReleaseContext;
import org.vigie.release.pipeline.ReleaseNotices;
import org.vigie.release.pipeline.ReleaseStep;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.value.Texts;

/** Waits until somebody can say how a released version is. */
@Component
class ObserveStep implements ReleaseStep {

    static final String NAME = "Observation";

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final Observations observations;
    private final Operations operations;
    private final OperationSteps steps;
    private final ReleaseContext context;
    private final ReleaseNotices notices;

    ObserveStep(
            Observations observations,
            Operations operations,
            OperationSteps steps,
            ReleaseContext context,
            ReleaseNotices notices) {
        this.observations = observations;
        this.operations = operations;
        this.steps = steps;
        this.context = context;
        this.notices = notices;
    }

    @Override
    public String id() {
        return "observe";
    }

    @Override
    public Map<String, ?> carryOut(String operationId, Heartbeat heartbeat) {
        steps.begin(operationId, NAME);
        observations.begin(operationId);
        Verdict verdict = observations.verdict(operationId);
        context.show(operationId, Map.of("observation", observations.shown(operationId)));
        switch (verdict.outcome()) {
            case RUNNING ->
                throw new BusyElsewhereException(
                        "the observation of " + operationId + " goes on",
                        "Nothing to do: it is looked at again.",
                        COME_BACK_AFTER);
            case GOOD -> steps.end(operationId, NAME, StepStatus.SUCCEEDED, String.join("; ", verdict.reasons()));
            case BAD -> {
                steps.end(operationId, NAME, StepStatus.FAILED, String.join("; ", verdict.reasons()));
                throw new ReleaseFailedException("observation-bad", String.join("; ", verdict.reasons()));
            }
            case INCONCLUSIVE -> {
                notices.tellHelpNeeded(operationId, "inconclusive", verdict.reasons());
                operations.asking(operationId);
            }
        }
        return Map.of("judged", verdict.outcome() == Verdict.Outcome.GOOD, "facts", Texts.unlinked(verdict.reasons()));
    }
}
