package org.vigie.github.pull;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.github.webhook.Payload;

/**
 * A pull request as a delivery tells of it.
 *
 * @param standing whose it is: the lower, the more it counts
 */
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
        Instant changedAt,
        int standing) {

    /** By somebody who may push to the repository. */
    static final int OF_THE_TEAM = 0;

    private static final int NOT_TOLD = 1;
    private static final int OF_A_STRANGER = 2;

    static PullRequest of(GitHubDelivery delivery) {
        Payload pull = delivery.payload().at("/pull_request");
        boolean merged = pull.find("/merged_at").isPresent();
        return new PullRequest(
                delivery.repositoryId(),
                pull.intNumber("/number"),
                address(pull),
                pull.find("/title").orElse(""),
                pull.find("/body").orElse(""),
                pull.text("/head/ref"),
                pull.text("/base/ref"),
                pull.text("/head/sha"),
                merged
                        ? ChangeState.MERGED
                        : pull.text("/state").equals("open") ? ChangeState.OPEN : ChangeState.CLOSED,
                merged ? pull.find("/merge_commit_sha").orElse(null) : null,
                merged ? pull.instant("/merged_at") : null,
                pull.instant("/updated_at"),
                standing(delivery, pull));
    }

    /** A branch of the repository itself was pushed by somebody who may; GitHub's word for members depends on who asks. */
    private static int standing(GitHubDelivery delivery, Payload pull) {
        Optional<String> association = pull.find("/author_association");
        if (association.filter(ReviewEvents.TRUSTED::contains).isPresent()
                || pull.find("/head/repo/id")
                        .filter(Long.toString(delivery.repositoryId())::equals)
                        .isPresent()) {
            return OF_THE_TEAM;
        }
        return association.isPresent() || pull.has("/head/repo/id") ? OF_A_STRANGER : NOT_TOLD;
    }

    private static String address(Payload pull) {
        String address = pull.text("/html_url");
        try {
            String scheme = String.valueOf(new URI(address).getScheme());
            if (scheme.equals("https") || scheme.equals("http")) {
                return address;
            }
        } catch (URISyntaxException e) {
            // no address, as below
        }
        throw Payload.missing("/pull_request/html_url");
    }
}
