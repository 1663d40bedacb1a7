package org.vigie.postmortem.process;

import io.camunda.client.annotation.ElementInstanceKey;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.exception.CamundaError;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.DraftRefusedException;
import org.vigie.postmortem.PostMortemWriting;
import org.vigie.postmortem.Review;

/** Keeps the verdict of the reviewer, or sends it back with the reason. */
@Component
public class RecordPostMortemReviewWorker {

    private final PostMortemWriting writing;

    RecordPostMortemReviewWorker(PostMortemWriting writing) {
        this.writing = writing;
    }

    public record Input(
            String postMortemId,
            @Nullable String reviewer,
            @Nullable String reviewDecision,
            @Nullable String reviewComment) {}

    public record Output(boolean approved) {}

    @JobWorker(type = "record-post-mortem-review")
    public Output record(@VariablesAsType Input input, @ElementInstanceKey long elementInstanceKey) {
        Review review = new Review(input.reviewer(), input.reviewDecision(), input.reviewComment());
        try {
            return new Output(writing.recordReview(input.postMortemId(), review, elementInstanceKey));
        } catch (DraftRefusedException e) {
            throw CamundaError.bpmnError("REVIEW_REFUSED", e.reason(), Map.of("refusalReason", e.reason()));
        }
    }
}
