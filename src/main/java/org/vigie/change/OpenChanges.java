package org.vigie.change;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vigie.change.ChangeEvidenceSource.Evidence;

/** What trackers have told about the changes of a ticket, without those whose merge was dealt with in an earlier round. */
@Component
class OpenChanges {

    private final ObjectProvider<ChangeEvidenceSource> sources;
    private final MergedChanges merged;

    OpenChanges(ObjectProvider<ChangeEvidenceSource> sources, MergedChanges merged) {
        this.sources = sources;
        this.merged = merged;
    }

    List<Evidence> of(String ticketId) {
        return sources.orderedStream()
                .flatMap(source -> source.of(ticketId).stream())
                .filter(change -> !isDone(ticketId, change.pullRequest(), change.mergeCommit()))
                .toList();
    }

    boolean isDone(String ticketId, @Nullable String pullRequest, @Nullable String mergeCommit) {
        return merged.contains(ticketId, pullRequest, mergeCommit);
    }
}
