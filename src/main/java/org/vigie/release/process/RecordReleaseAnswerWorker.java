package org.vigie.release.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.api.response.ActivatedJob;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.release.pipeline.ReleaseDecisions;
import org.vigie.release.watch.AnswerStep;

/** Keeps what somebody decided about an observation that nobody could judge; it is asked once. */
@Component
public class RecordReleaseAnswerWorker {

    private static final String TASK = "Task_DecideOnRelease";

    private final AnswerStep answers;
    private final ReleaseDecisions decisions;
    private final TaskCompletions completions;

    RecordReleaseAnswerWorker(AnswerStep answers, ReleaseDecisions decisions, TaskCompletions completions) {
        this.answers = answers;
        this.decisions = decisions;
        this.completions = completions;
    }

    public record Input(
            String operationId,
            @Nullable String decision,
            @Nullable String remark) {}

    @JobWorker(type = "record-release-answer")
    public void record(@VariablesAsType Input input, ActivatedJob job) {
        String account = completions
                .requireAccount(new TaskTurn(job.getProcessInstanceKey(), TASK, 0))
                .required();
        boolean goOn = "go-on".equals(input.decision());
        decisions.keep(
                input.operationId(),
                account,
                goOn ? "inconclusive observation accepted" : "inconclusive observation not accepted",
                input.remark(),
                "answer");
        if (!answers.keep(input.operationId(), account, goOn).equals("good")) {
            throw ReleaseErrors.failed("observation-bad", account + " decided to go back");
        }
    }
}
