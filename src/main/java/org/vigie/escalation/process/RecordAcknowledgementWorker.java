package org.vigie.escalation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.escalation.Escalation;
import org.vigie.escalation.EscalationSteps;
import org.vigie.escalation.Escalations;

/** Records who acknowledged, unless that was recorded before, and tells those who were asked. */
@Component
public class RecordAcknowledgementWorker {

    private final Escalations escalations;
    private final EscalationSteps steps;

    RecordAcknowledgementWorker(Escalations escalations, EscalationSteps steps) {
        this.escalations = escalations;
        this.steps = steps;
    }

    /** The name and the remark that were filled in; both can be missing when the form is not used. */
    public record Input(
            String escalationId,
            @Nullable String acknowledgedBy,
            @Nullable String remark) {}

    public record Output(String acknowledgedBy) {}

    @JobWorker(type = "record-acknowledgement")
    public Output record(@VariablesAsType Input input) {
        String by = input.acknowledgedBy() == null || input.acknowledgedBy().isBlank()
                ? "somebody in Tasklist"
                : input.acknowledgedBy();
        Escalation escalation =
                escalations.acknowledge(input.escalationId(), by, Escalation.Way.TASKLIST, input.remark());
        steps.tellAcknowledged(input.escalationId());
        return new Output(escalation.acknowledgedBy() == null ? by : escalation.acknowledgedBy());
    }
}
