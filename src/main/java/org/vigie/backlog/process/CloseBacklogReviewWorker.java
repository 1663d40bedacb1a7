package org.vigie.backlog.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.backlog.Reviews;

/** Closes a review that is through with all applications. */
@Component
public class CloseBacklogReviewWorker {

    private final Reviews reviews;

    CloseBacklogReviewWorker(Reviews reviews) {
        this.reviews = reviews;
    }

    @JobWorker(type = "close-backlog-review")
    public void close(@Variable String reviewId, @ProcessInstanceKey long processInstanceKey) {
        reviews.close(reviewId, processInstanceKey);
    }
}
