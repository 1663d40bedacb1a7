package org.vigie.crisis.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.crisis.CrisisTexts;
import org.vigie.crisis.Draft;

/** Keeps what was decided about a public text, and who did. A task that nobody was assigned to decides nothing: the job fails. */
@Component
public class RecordCrisisApprovalWorker {

    private static final String TASK = "Task_ApproveText";

    private final CrisisTexts texts;
    private final TaskCompletions completions;

    RecordCrisisApprovalWorker(CrisisTexts texts, TaskCompletions completions) {
        this.texts = texts;
        this.completions = completions;
    }

    public record Input(
            String operationId,
            int turn,
            String turnKey,
            @Nullable String decision,
            @Nullable String publicImpact,
            @Nullable String publicImpactOther,
            @Nullable Integer estimatedHours,
            @Nullable String dataStatement,
            @Nullable String signature) {}

    /** False if what was handed in cannot be published. */
    public record Output(boolean accepted) {}

    @JobWorker(type = "record-crisis-approval")
    public Output record(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        String account = completions
                .requireAccount(new TaskTurn(processInstanceKey, TASK, Long.parseLong(input.turnKey())))
                .required();
        Draft draft = new Draft(
                input.decision(),
                input.publicImpact(),
                input.publicImpactOther(),
                input.estimatedHours(),
                input.dataStatement(),
                input.signature());
        return new Output(texts.decide(input.operationId(), input.turn(), draft, account));
    }
}
