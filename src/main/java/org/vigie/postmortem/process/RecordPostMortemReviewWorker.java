package org.vigie.postmortem.process;

import io.camunda.client.annotation.ElementInstanceKey;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.exception.CamundaError;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.DraftRefusedException;
import org.vigie.postmortem.PostMortemWriting;
import org.vigie.postmortem.RecordingStep;
import org.vigie.postmortem.Review;
import org.vigie.shared.Sentences;

/** Keeps the verdict of the reviewer, or sends it back with the reason. */
@Component
public class RecordPostMortemReviewWorker {

    private final PostMortemWriting writing;

    RecordPostMortemReviewWorker(PostMortemWriting writing) {
        this.writing = writing;
    }

    public record Input(
            String postMortemId,
            @Nullable String reviewDecision,
            @Nullable String reviewComment,
            @Nullable String language) {}

    /** The reviewer is the account that reviewed it. */
    public record Output(boolean approved, String reviewer) {}

    @JobWorker(type = "record-post-mortem-review")
    public Output record(
            @VariablesAsType Input input,
            @ProcessInstanceKey long processInstanceKey,
            @ElementInstanceKey long elementInstanceKey) {
        Review review = new Review(input.reviewDecision(), input.reviewComment());
        try {
            RecordingStep step = new RecordingStep(processInstanceKey, elementInstanceKey);
            return new Output(review.approves(), writing.recordReview(input.postMortemId(), review, step));
        } catch (DraftRefusedException e) {
            throw CamundaError.bpmnError(
                    "REVIEW_REFUSED",
                    e.reason(),
                    Map.of("refusalReason", Sentences.in(input.language()).say(e.reason())));
        }
    }
}
