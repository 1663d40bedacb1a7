package org.vigie.plan;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Periods of the ticket process.
 *
 * @param reporterReminder from a question until the reporter is reminded of it
 * @param reporterDeadline from a question until the ticket is closed as unanswered; after the reminder
 * @param validationReminder from the correction until the reporter is reminded to validate it
 * @param validationDeadline from the correction until it counts as validated; after the reminder
 * @param reopenWithin from closure, how long a ticket can be reopened
 * @param postMortem rules for post-mortems
 */
public record TicketSettings(
        PlanDuration reporterReminder,
        PlanDuration reporterDeadline,
        PlanDuration validationReminder,
        PlanDuration validationDeadline,
        PlanDuration reopenWithin,
        PostMortem postMortem) {

    /**
     * Rules for post-mortems.
     *
     * @param dueWithin from closure of the ticket until the document is due
     * @param folder where documents are written; a relative path is below the folder of the application
     * @param authorMayReview whether the account that wrote a post-mortem may also review it, for a team of one; null: no
     */
    public record PostMortem(
            PlanDuration dueWithin, Path folder, @Nullable Boolean authorMayReview) {

        public boolean mayBeReviewedByAuthor() {
            return Boolean.TRUE.equals(authorMayReview);
        }
    }
}
