package org.vigie.incident.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.incident.remedy.Remedies;

/** Keeps what was decided about an incident, and who did. A task that nobody was assigned to decides nothing: the job fails. */
@Component
public class RecordIncidentDecisionWorker {

    private static final String TASK = "Task_DecideOnRemedy";

    private final Remedies remedies;
    private final TaskCompletions completions;

    RecordIncidentDecisionWorker(Remedies remedies, TaskCompletions completions) {
        this.remedies = remedies;
        this.completions = completions;
    }

    public record Input(
            String operationId,
            int turn,
            String turnKey,
            @Nullable String decision,
            @Nullable String remark) {}

    /** Whether something is to be done. */
    public record Output(boolean act) {}

    @JobWorker(type = "record-incident-decision")
    public Output record(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        String account = completions
                .requireAccount(new TaskTurn(processInstanceKey, TASK, Long.parseLong(input.turnKey())))
                .required();
        String next = remedies.decide(input.operationId(), input.turn(), input.decision(), input.remark(), account);
        return new Output(next.equals("act"));
    }
}
