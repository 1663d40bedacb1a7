package org.vigie.postmortem;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post-mortem as it stands.
 *
 * @param id {@code PM-} and the ticket's id, for example {@code PM-CZ-17}
 * @param processInstanceKey the process instance that works on it; null until that has started
 * @param authors everybody who handed in a draft, the last one last
 * @param reviewer who approved it or asked for changes last
 * @param due when it must be written and reviewed
 * @param documentPath where the document was written; null until then
 */
public record PostMortem(
        String id,
        String ticketId,
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

    PostMortem with(List<LongTermAction> all) {
        return new PostMortem(
                id,
                ticketId,
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
