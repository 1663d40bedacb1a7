package org.vigie.release.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.release.pipeline.ReleaseDecisions;
import org.vigie.release.rollback.RollbackByHand;

/** Keeps what somebody decided about a way back that loses something. Silence is never a yes. */
@Component
public class RecordRollbackDecisionWorker {

    private static final String TASK = "Task_DecideOnRollback";

    private final RollbackByHand byHand;
    private final ReleaseDecisions decisions;
    private final TaskCompletions completions;

    RecordRollbackDecisionWorker(RollbackByHand byHand, ReleaseDecisions decisions, TaskCompletions completions) {
        this.byHand = byHand;
        this.decisions = decisions;
        this.completions = completions;
    }

    public record Input(
            String operationId,
            @Nullable String decision,
            @Nullable String remark) {}

    @JobWorker(type = "record-rollback-decision")
    public Map<String, Object> record(@VariablesAsType Input input, ActivatedJob job) {
        String account = completions
                .requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, 0))
                .required();
        boolean goBack = "go-back".equals(input.decision());
        decisions.keep(
                input.operationId(),
                account,
                goBack ? "rollback decided, database as it is" : "rollback declined",
                input.remark(),
                "decision");
        byHand.decided(input.operationId(), goBack);
        return Map.of("goBack", goBack);
    }
}
