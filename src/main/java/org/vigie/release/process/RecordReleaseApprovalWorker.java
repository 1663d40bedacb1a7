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

/** Keeps who approved or rejected a release. Nobody approves what he asked for himself, unless the plan says so. */
@Component
public class RecordReleaseApprovalWorker {

    private static final String TASK = "Task_ApproveRelease";

    private final ReleaseDecisions decisions;
    private final TaskCompletions completions;

    RecordReleaseApprovalWorker(ReleaseDecisions decisions, TaskCompletions completions) {
        this.decisions = decisions;
        this.completions = completions;
    }

    /** The form, and the key of the element instance after which it was shown. */
    public record Input(
            String operationId,
            @Nullable String decision,
            @Nullable String remark,
            @Nullable String notes,
            @Nullable Long askedAfter) {}

    @JobWorker(type = "record-release-approval")
    public Map<String, Object> record(@VariablesAsType Input input, ActivatedJob job) {
        long after = input.askedAfter() == null ? 0 : input.askedAfter();
        String account = completions
                .requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, after))
                .required();
        ReleaseDecisions.Approval approval = decisions.approval(
                input.operationId(),
                account,
                "approve".equals(input.decision()),
                input.remark(),
                String.valueOf(job.getElementInstanceKey()));
        if (input.notes() != null) {
            // whoever wrote them, they are kept: also if somebody else has to approve, or the release is asked for
            // again
            decisions.notes(input.operationId(), account, input.notes());
        }
        return Map.of(
                "approval",
                switch (approval) {
                    case APPROVED -> "approved";
                    case REJECTED -> "rejected";
                    case ASKED_AGAIN -> "asked-again";
                },
                "askedAfter",
                job.getElementInstanceKey());
    }
}
