package org.vigie.kpi.report.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.api.response.ActivatedJob;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.Account;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.kpi.report.ReportDesk;

/** Keeps the remark of the person who looked at missed objectives. */
@Component
public class RecordKpiReviewWorker {

    private static final String TASK = "Task_LookAtFigures";

    private final ReportDesk desk;
    private final TaskCompletions completions;

    RecordKpiReviewWorker(ReportDesk desk, TaskCompletions completions) {
        this.desk = desk;
        this.completions = completions;
    }

    /** The form, and the key of the element instance after which it was shown. */
    public record Input(
            String reportId,
            @Nullable String remark,
            @Nullable Long askedAfter) {}

    @JobWorker(type = "record-kpi-review")
    public Map<String, Object> record(@VariablesAsType Input input, ActivatedJob job) {
        long after = input.askedAfter() == null ? 0 : input.askedAfter();
        Account account = completions.requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, after));
        Optional<String> refusal = desk.record(input.reportId(), account, input.remark());
        Map<String, Object> variables = new HashMap<>();
        variables.put("outcome", refusal.isPresent() ? "refused" : "accepted");
        variables.put("refusalReason", refusal.orElse(null));
        variables.put("askedAfter", job.getElementInstanceKey());
        return variables;
    }
}
