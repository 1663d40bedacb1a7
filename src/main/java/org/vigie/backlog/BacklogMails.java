package org.vigie.backlog;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Sends the ordered backlog to the technical lead after a review. */
@Component
public class BacklogMails {

    private final Backlog backlog;
    private final Plans plans;
    private final Notices notices;
    private final BacklogReview review;
    private final Clock clock;

    BacklogMails(Backlog backlog, Plans plans, Notices notices, BacklogReview review, Clock clock) {
        this.backlog = backlog;
        this.plans = plans;
        this.notices = notices;
        this.review = review;
        this.clock = clock;
    }

    /** Sends it once per review and application. */
    public void sendOrdered(String application, String reviewId) {
        MaintenancePlan plan = plans.require(application);
        Map<String, Object> values = Map.of("application", plan.name(), "items", lines(backlog.of(application)));
        plan.contactsWith(ContactRole.TECHNICAL_LEAD)
                .forEach(lead -> notices.tell(Notice.mail(
                        "backlog-review/" + reviewId + "/" + application + "/" + lead.id(),
                        application,
                        "backlog-review/" + reviewId,
                        Recipient.of(lead),
                        plan.language(),
                        "backlog-reviewed",
                        values)));
    }

    /** Tells those who lead what is not reviewed yet that a review has lost its process. */
    void tellProcessLost(String reviewId, String trouble) {
        for (BacklogReview.Agenda agenda : review.agendas(reviewId)) {
            MaintenancePlan plan = plans.require(agenda.application());
            Map<String, Object> values = Map.of("id", reviewId, "application", plan.name(), "trouble", trouble);
            plan.contactsWith(ContactRole.TECHNICAL_LEAD)
                    .forEach(lead -> notices.tell(Notice.mail(
                            "backlog-review/" + reviewId + "/process-lost/" + clock.millis() + "/" + plan.application()
                                    + "/" + lead.id(),
                            plan.application(),
                            "backlog-review/" + reviewId,
                            Recipient.of(lead),
                            plan.language(),
                            "backlog-review-process-lost",
                            values)));
        }
    }

    private static List<Map<String, Object>> lines(List<BacklogItem> items) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (BacklogItem item : items) {
            Map<String, Object> line = new HashMap<>();
            line.put("rank", lines.size() + 1);
            line.put("id", item.ticketId());
            line.put("title", item.title());
            line.put("score", item.score() == null ? "-" : item.score());
            line.put("release", item.plannedRelease());
            lines.add(line);
        }
        return lines;
    }
}
