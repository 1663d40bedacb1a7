package org.vigie.backlog.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.backlog.BacklogItem;
import org.vigie.backlog.BacklogReview;

/** Lists what is to be reviewed, by application; the task header {@code reviewWithin} says until when. */
@Component
public class ListOpenEvolutionsWorker {

    private final BacklogReview review;
    private final Clock clock;

    ListOpenEvolutionsWorker(BacklogReview review, Clock clock) {
        this.review = review;
        this.clock = clock;
    }

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
    public record Backlog(String application, String applicationName, List<Evolution> evolutions) {}

    /**
     * @param reviewId the same for all applications and retries
     * @param reviewDue an instant such as {@code 2026-12-08T08:00:00Z}
     */
    public record Output(String reviewId, String reviewDue, List<Backlog> backlogs) {}

    @JobWorker(type = "list-open-evolutions")
    public Output list(@CustomHeaders Map<String, String> headers, @ProcessInstanceKey long processInstanceKey) {
        Duration within = Duration.parse(headers.getOrDefault("reviewWithin", "P7D"));
        List<Backlog> backlogs = review.agendas().stream()
                .map(agenda -> new Backlog(
                        agenda.application(),
                        agenda.name(),
                        agenda.items().stream().map(Evolution::of).toList()))
                .toList();
        return new Output(
                String.valueOf(processInstanceKey), clock.instant().plus(within).toString(), backlogs);
    }
}
