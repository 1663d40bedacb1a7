package org.vigie.github.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.github.webhook.Payload;

/** A pull request as a delivery tells of it. */
record PullRequest(
        long repositoryId,
        int number,
        String url,
        String title,
        String body,
        String branch,
        String baseBranch,
        String headSha,
        ChangeState state,
        @Nullable String mergeCommit,
        @Nullable Instant mergedAt,
        Instant changedAt) {

    static PullRequest of(GitHubDelivery delivery) {
        Payload pull = delivery.payload().at("/pull_request");
        boolean merged = pull.find("/merged_at").isPresent();
        return new PullRequest(
                delivery.repositoryId(),
                pull.intNumber("/number"),
                pull.text("/html_url"),
                pull.text("/title"),
                pull.find("/body").orElse(""),
                pull.text("/head/ref"),
                pull.text("/base/ref"),
                pull.text("/head/sha"),
                merged
                        ? ChangeState.MERGED
                        : pull.text("/state").equals("open") ? ChangeState.OPEN : ChangeState.CLOSED,
                merged ? pull.find("/merge_commit_sha").orElse(null) : null,
                merged ? pull.instant("/merged_at") : null,
                pull.instant("/updated_at"));
    }
}
