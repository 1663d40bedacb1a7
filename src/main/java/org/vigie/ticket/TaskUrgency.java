package org.vigie.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the user tasks of a ticket are due and how pressing they are.
 *
 * @param responseDue null where the plan sets none, and once the response was given
 * @param resolutionDue null where the plan sets none, and while a pause keeps it open
 * @param taskPriority 0 to 100
 */
public record TaskUrgency(
        @Nullable Instant responseDue, @Nullable Instant resolutionDue, int taskPriority) {

    /** When a task is due: what is still promised first. */
    @Nullable
    Instant dueOf(TicketStep step) {
        return step.isPartOfResponse() && responseDue != null ? responseDue : resolutionDue;
    }
}
