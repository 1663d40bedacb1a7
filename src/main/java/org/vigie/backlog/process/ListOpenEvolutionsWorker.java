package org.vigie.backlog.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.backlog.BacklogItem;
import org.vigie.backlog.BacklogReview;
import org.vigie.backlog.Reviews;

/** Lists what is to be reviewed, by application; the task header {@code reviewWithin} says until when. */
@Component
public class ListOpenEvolutionsWorker {

    private final Reviews reviews;
    private final BacklogReview review;

    ListOpenEvolutionsWorker(Reviews reviews, BacklogReview review) {
        this.reviews = reviews;
        this.review = review;
    }

    /** @param reviewId of a review that is taken up again; null for a new one */
    public record Input(@Nullable String reviewId) {}

    /** One line of the form. */
    public record Evolution(
            String ticketId,
            String title,
            String type,
            String priority,
            @Nullable Integer score,
            @Nullable Integer userValue,
            @Nullable Integer technicalRisk,
            @Nullable Integer dependencies,
            @Nullable String plannedRelease) {

        static Evolution of(BacklogItem item) {
            var marks = item.marks();
            return new Evolution(
                    item.ticketId(),
                    item.title(),
                    item.type().id(),
                    item.priority(),
                    item.score(),
                    marks == null ? null : marks.userValue(),
                    marks == null ? null : marks.technicalRisk(),
                    marks == null ? null : marks.dependencies(),
                    item.plannedRelease());
        }
    }

    /** The open evolutions of one application. */
    public record Backlog(String application, String applicationName, String language, List<Evolution> evolutions) {}

    /**
     * @param reviewId the same for all applications and retries
     * @param reviewDue an instant such as {@code 2026-12-08T08:00:00Z}
     */
    public record Output(String reviewId, String reviewDue, List<Backlog> backlogs) {}

    @JobWorker(type = "list-open-evolutions")
    public Output list(
            @VariablesAsType Input input,
            @CustomHeaders Map<String, String> headers,
            @ProcessInstanceKey long processInstanceKey) {
        Duration within = Duration.parse(headers.getOrDefault("reviewWithin", "P7D"));
        return reviews.begin(input.reviewId(), processInstanceKey, within)
                .map(begun -> new Output(begun.id(), begun.due().toString(), backlogs(begun.id())))
                // another process carries it out: this one has nothing to do
                .orElseGet(() -> new Output(String.valueOf(input.reviewId()), "", List.of()));
    }

    private List<Backlog> backlogs(String reviewId) {
        return review.agendas(reviewId).stream()
                .map(agenda -> new Backlog(
                        agenda.application(),
                        agenda.name(),
                        agenda.language(),
                        agenda.items().stream().map(Evolution::of).toList()))
                .toList();
    }
}
