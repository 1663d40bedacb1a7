package org.vigie.escalation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.escalation.EscalationSteps;
import org.vigie.escalation.NextStep;
import org.vigie.plan.PlanDuration;

/** Chooses whom the chain of the plan tells next, and when. */
@Component
public class PlanEscalationStepWorker {

    private final EscalationSteps steps;

    PlanEscalationStepWorker(EscalationSteps steps) {
        this.steps = steps;
    }

    /** {@code step} is the number of the step before, null before the first. */
    public record Input(String escalationId, @Nullable Integer step) {}

    /** {@code notifyAt} is an instant and {@code waitFor} an ISO 8601 duration, or both are null. */
    public record Output(
            String nextStep,
            int step,
            @Nullable String notifyAt,
            @Nullable String waitFor) {}

    @JobWorker(type = "plan-escalation-step")
    public Output plan(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        int done = input.step() == null ? 0 : input.step() + 1;
        NextStep next = steps.next(input.escalationId(), done, processInstanceKey);
        Instant at = next.at();
        PlanDuration wait = next.waitFor();
        return new Output(
                next.kind().code(),
                next.step(),
                at == null ? null : at.toString(),
                wait == null ? null : wait.toString());
    }
}
