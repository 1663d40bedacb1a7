package org.vigie.release.calendar.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.api.response.ActivatedJob;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.release.calendar.ProposalDesk;

/** Carries out what a person decided about a release that is due. */
@Component
public class RecordReleaseDecisionWorker {

    private static final String TASK = "Task_DecideOnRelease";

    private final ProposalDesk desk;
    private final TaskCompletions completions;

    RecordReleaseDecisionWorker(ProposalDesk desk, TaskCompletions completions) {
        this.desk = desk;
        this.completions = completions;
    }

    /** The form, and the key of the element instance after which it was shown. */
    public record Input(
            String proposalId,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable Long askedAfter) {}

    @JobWorker(type = "record-release-decision")
    public Map<String, Object> record(@VariablesAsType Input input, ActivatedJob job) {
        long after = input.askedAfter() == null ? 0 : input.askedAfter();
        String account = completions
                .requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, after))
                .required();
        ProposalDesk.Answer answer =
                desk.decide(input.proposalId(), account, "release".equals(input.decision()), input.reason());
        Map<String, Object> variables = new HashMap<>();
        variables.put(
                "outcome", answer.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        variables.put("refusalReason", answer.reason());
        variables.put("askedAfter", job.getElementInstanceKey());
        return variables;
    }
}
