package org.vigie.escalation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.escalation.Escalation;
import org.vigie.escalation.EscalationSteps;
import org.vigie.escalation.Escalations;

/**
 * Records the account that acknowledged by completing the task, unless somebody did before, and tells those who were asked.
 * A task that nobody was assigned to acknowledges nothing: the job fails, and the chain goes on beside it.
 */
@Component
public class RecordAcknowledgementWorker {

    private static final String TASK = "Task_AcknowledgeEscalation";

    private final Escalations escalations;
    private final EscalationSteps steps;
    private final TaskCompletions completions;

    RecordAcknowledgementWorker(Escalations escalations, EscalationSteps steps, TaskCompletions completions) {
        this.escalations = escalations;
        this.steps = steps;
        this.completions = completions;
    }

    public record Input(String escalationId, @Nullable String remark) {}

    /** {@code acknowledgedBy} is null if there was nothing to acknowledge any more. */
    public record Output(@Nullable String acknowledgedBy) {}

    @JobWorker(type = "record-acknowledgement")
    public Output record(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        Escalation escalation = escalations.require(input.escalationId());
        if (escalation.canBeAcknowledged()) {
            // there is one such task in each process
            String account = completions
                    .requireAccount(new TaskTurn(processInstanceKey, TASK, 0))
                    .required();
            escalation =
                    escalations.acknowledge(input.escalationId(), account, Escalation.Way.TASKLIST, input.remark());
        }
        if (escalation.state() == Escalation.State.ACKNOWLEDGED) {
            steps.tellAcknowledged(input.escalationId());
        }
        return new Output(escalation.acknowledgedBy());
    }
}
