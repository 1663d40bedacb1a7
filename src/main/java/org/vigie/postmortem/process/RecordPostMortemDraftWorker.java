package org.vigie.postmortem.process;

import io.camunda.client.annotation.ElementInstanceKey;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.exception.CamundaError;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.Draft;
import org.vigie.postmortem.DraftRefusedException;
import org.vigie.postmortem.PostMortemWriting;
import org.vigie.postmortem.RecordingStep;
import org.vigie.shared.Sentences;

/** Keeps the draft that the author handed in, or sends it back with the reason. */
@Component
public class RecordPostMortemDraftWorker {

    private final PostMortemWriting writing;

    RecordPostMortemDraftWorker(PostMortemWriting writing) {
        this.writing = writing;
    }

    /** The account that wrote it. */
    public record Output(String author) {}

    @JobWorker(type = "record-post-mortem-draft")
    public Output record(
            @Variable String postMortemId,
            @Nullable @Variable(optional = true) String language,
            @VariablesAsType Draft draft,
            @ProcessInstanceKey long processInstanceKey,
            @ElementInstanceKey long elementInstanceKey) {
        try {
            RecordingStep step = new RecordingStep(processInstanceKey, elementInstanceKey);
            return new Output(writing.recordDraft(postMortemId, draft, step));
        } catch (DraftRefusedException e) {
            throw CamundaError.bpmnError(
                    "DRAFT_REFUSED",
                    e.reason(),
                    Map.of("refusalReason", Sentences.in(language).say(e.reason())));
        }
    }
}
