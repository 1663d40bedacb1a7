package org.vigie.backup.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.backup.BackupDecisions;

/** Keeps who signed a restore test. A task that nobody was assigned to signs nothing: the job fails. */
@Component
public class RecordRestoreSignatureWorker {

    private static final String TASK = "Task_SignRestoreTest";

    private final BackupDecisions decisions;
    private final TaskCompletions completions;

    RecordRestoreSignatureWorker(BackupDecisions decisions, TaskCompletions completions) {
        this.decisions = decisions;
        this.completions = completions;
    }

    public record Input(String operationId, @Nullable String remark) {}

    @JobWorker(type = "record-restore-signature")
    public void record(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        // there is one such task in each process
        String account = completions
                .requireAccount(new TaskTurn(processInstanceKey, TASK, 0))
                .required();
        decisions.signed(input.operationId(), account, input.remark());
    }
}
