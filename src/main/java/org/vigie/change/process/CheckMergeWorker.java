package org.vigie.change.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.change.ChangeMerges;
import org.vigie.change.ChangeMerges.Merge;

/** Says whether the reviewed change is merged, from a message or from what trackers have told meanwhile. */
@Component
public class CheckMergeWorker {

    private final ChangeMerges merges;

    CheckMergeWorker(ChangeMerges merges) {
        this.merges = merges;
    }

    public record Input(
            String ticketId,
            @Nullable String pullRequest,
            @Nullable String announcedPullRequest,
            @Nullable String announcedCommit) {}

    /** The commit is null while the change is not merged. */
    public record Output(boolean merged, @Nullable String mergeCommit) {}

    @JobWorker(type = "check-merge")
    public Output check(@VariablesAsType Input input) {
        Optional<Merge> merge = merges.find(
                input.ticketId(),
                input.pullRequest(),
                new Merge(input.announcedPullRequest(), input.announcedCommit()));
        return new Output(merge.isPresent(), merge.map(Merge::mergeCommit).orElse(null));
    }
}
