package org.vigie.postmortem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post-mortem as it stands.
 *
 * @param id {@code PM-} and the ticket's id, for example {@code PM-CZ-17}
 * @param incidentId of the incident that it is about; null: it is about a ticket that was none
 * @param processInstanceKey the process instance that works on it; null until that has started
 * @param authors accounts of everybody who handed in a draft, the last one last
 * @param reviewer account of who approved it or asked for changes last
 * @param due when it must be written and reviewed
 * @param documentPath where the document was written; null until then
 */
public record PostMortem(
        String id,
        String ticketId,
        @Nullable String incidentId,
        String application,
        PostMortemStatus status,
        @Nullable Long processInstanceKey,
        Sections sections,
        List<LongTermAction> actions,
        List<String> authors,
        @Nullable String reviewer,
        Instant due,
        @Nullable String documentPath,
        Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable Instant closedAt) {

    /** How long before the due date the first reminder goes out, unless the plan allows less than twice that. */
    private static final Duration NOTICE = Duration.ofDays(1);

    /** Whether nobody has to write or review it any more. */
    public boolean approvedBefore() {
        return !status.isDraft();
    }

    /** When the first reminder is due. */
    public Instant firstReminder() {
        Duration half = Duration.between(createdAt, due).dividedBy(2);
        return due.minus(half.compareTo(NOTICE) < 0 ? half : NOTICE);
    }

    PostMortem with(List<LongTermAction> all) {
        return new PostMortem(
                id,
                ticketId,
                incidentId,
                application,
                status,
                processInstanceKey,
                sections,
                all,
                authors,
                reviewer,
                due,
                documentPath,
                createdAt,
                publishedAt,
                closedAt);
    }
}
