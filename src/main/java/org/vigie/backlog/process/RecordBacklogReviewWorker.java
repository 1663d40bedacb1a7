package org.vigie.backlog.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.exception.CamundaError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.backlog.BacklogReview;
import org.vigie.backlog.ReviewRefusedException;
import org.vigie.shared.Sentences;

/** Keeps marks, scores and planned releases, or sends the review back with the line that is wrong. */
@Component
public class RecordBacklogReviewWorker {

    private final BacklogReview review;

    RecordBacklogReviewWorker(BacklogReview review) {
        this.review = review;
    }

    public record Input(
            String application,
            String reviewId,
            @Nullable List<Map<String, Object>> evolutions,
            @Nullable String language) {}

    @JobWorker(type = "record-backlog-review")
    public void record(@VariablesAsType Input input) {
        try {
            review.record(
                    input.application(),
                    input.reviewId(),
                    input.evolutions() == null ? List.of() : List.copyOf(input.evolutions()));
        } catch (ReviewRefusedException e) {
            throw CamundaError.bpmnError(
                    "BACKLOG_REVIEW_REFUSED",
                    e.reason(),
                    Map.of("refusalReason", Sentences.in(input.language()).say(e.reason())));
        }
    }
}
