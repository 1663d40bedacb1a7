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

/** Keeps who brought the application back by hand, and looks what serves now. */
@Component
public class RecordRollbackByHandWorker {

    private static final String TASK = "Task_BringBackByHand";

    private final RollbackByHand byHand;
    private final ReleaseDecisions decisions;
    private final TaskCompletions completions;

    RecordRollbackByHandWorker(RollbackByHand byHand, ReleaseDecisions decisions, TaskCompletions completions) {
        this.byHand = byHand;
        this.decisions = decisions;
        this.completions = completions;
    }

    public record Input(
            String operationId,
            @Nullable String outcome,
            @Nullable String remark) {}

    @JobWorker(type = "record-rollback-by-hand")
    public Map<String, Object> record(@VariablesAsType Input input, ActivatedJob job) {
        String account = completions
                .requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, 0))
                .required();
        decisions.keep(input.operationId(), account, "brought back by hand", input.remark(), "by-hand");
        return Map.of("outcome", input.outcome() + "; " + byHand.seen(input.operationId(), account));
    }
}
