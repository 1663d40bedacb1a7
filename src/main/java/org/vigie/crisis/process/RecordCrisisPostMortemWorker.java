package org.vigie.crisis.process;

import io.camunda.client.annotation.ElementInstanceKey;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.crisis.CrisisTexts;

/** Publishes what the public may read of the post-mortem; a task that nobody was assigned to publishes nothing: the job fails. */
@Component
public class RecordCrisisPostMortemWorker {

    private static final String TASK = "Task_WritePublicPostMortem";

    private final CrisisTexts texts;
    private final TaskCompletions completions;

    RecordCrisisPostMortemWorker(CrisisTexts texts, TaskCompletions completions) {
        this.texts = texts;
        this.completions = completions;
    }

    public record Input(
            String operationId,
            @Nullable String postMortemDecision,
            @Nullable String publicLessons,
            @Nullable String publicLessonsOther,
            @Nullable String postMortemKey) {}

    /** Why it cannot be published; empty: it is, or nothing is to be. {@code postMortemKey} tells this turn from the next. */
    public record Output(String findings, String postMortemKey) {}

    @JobWorker(type = "record-crisis-post-mortem")
    public Output record(
            @VariablesAsType Input input,
            @ProcessInstanceKey long processInstanceKey,
            @ElementInstanceKey long elementInstanceKey) {
        long before = input.postMortemKey() == null ? 0 : Long.parseLong(input.postMortemKey());
        String account = completions
                .requireAccount(new TaskTurn(processInstanceKey, TASK, before))
                .required();
        boolean nothing = "nothing".equals(input.postMortemDecision());
        String lessons = input.publicLessons() == null ? "" : input.publicLessons();
        List<String> findings = texts.publishPostMortem(
                input.operationId(), nothing ? null : lessons, input.publicLessonsOther(), account);
        return new Output(String.join("\n", findings), Long.toString(elementInstanceKey));
    }
}
