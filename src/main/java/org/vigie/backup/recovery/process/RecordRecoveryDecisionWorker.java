package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.ElementInstanceKey;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.backup.recovery.RecoveryDecisions;

/** Keeps who decided on a recovery. A task that nobody was assigned to decides nothing: the job fails. */
@Component
public class RecordRecoveryDecisionWorker {

    private static final String TASK = "Task_DecideOnRecovery";

    private final RecoveryDecisions decisions;
    private final TaskCompletions completions;

    RecordRecoveryDecisionWorker(RecoveryDecisions decisions, TaskCompletions completions) {
        this.decisions = decisions;
        this.completions = completions;
    }

    public record Input(
            String operationId,
            @Nullable String decision,
            @Nullable String otherBackup,
            @Nullable String remark) {}

    @JobWorker(type = "record-recovery-decision")
    public void record(
            @VariablesAsType Input input,
            @ProcessInstanceKey long processInstanceKey,
            @ElementInstanceKey long elementInstanceKey) {
        RecoveryDecisions.Turn turn = new RecoveryDecisions.Turn(processInstanceKey, elementInstanceKey);
        if (decisions.isKept(input.operationId(), turn)) {
            return;
        }
        String account = completions
                .requireAccount(new TaskTurn(processInstanceKey, TASK, decisions.before(input.operationId(), turn)))
                .required();
        decisions.answered(
                input.operationId(),
                turn,
                account,
                new RecoveryDecisions.Answer("recover".equals(input.decision()), input.otherBackup(), input.remark()));
    }
}
