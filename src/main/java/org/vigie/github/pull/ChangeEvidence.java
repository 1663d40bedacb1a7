package org.vigie.github.pull;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub told about a pull request that names a ticket.
 *
 * @param branch the branch with the change
 * @param headCommit the commit that tests and coverage belong to
 * @param mergeCommit null until it is merged
 * @param testsTouched whether the change adds or alters tests; null while that is not known (no access token)
 * @param coverageBefore percent on the target branch; null if no check reported it
 * @param coverageAfter percent on the head commit; null if no check reported it
 * @param reviewers logins of those whose approval or demand counts
 * @param commitMessages in order; empty while they are not known (no access token)
 */
public record ChangeEvidence(
        String ticketId,
        int pullRequest,
        URI url,
        String title,
        String branch,
        String headCommit,
        ChangeState state,
        @Nullable String mergeCommit,
        @Nullable Instant mergedAt,
        TestResult tests,
        @Nullable Boolean testsTouched,
        @Nullable BigDecimal coverageBefore,
        @Nullable BigDecimal coverageAfter,
        ReviewState review,
        List<String> reviewers,
        List<String> commitMessages,
        Instant changedAt) {}
