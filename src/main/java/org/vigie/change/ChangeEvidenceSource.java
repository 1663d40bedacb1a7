package org.vigie.change;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows what a connected tracker has told about the changes made for a ticket. Without a tracker there is none. */
public interface ChangeEvidenceSource {

    /** The pull requests that name the ticket and were not given up, the one to judge the ticket by first. */
    List<Evidence> of(String ticketId);

    /**
     * What is known about one pull request. Everything but its address may be unknown.
     *
     * @param pullRequest its address
     * @param testsPassed null while that is not known
     * @param testsOfTicket whether it adds or alters tests; null if that is not known
     * @param coverageBefore percent on the target branch
     * @param coverageAfter percent with the change
     * @param commitMessages whole messages or headers, in order; empty if they are not known
     * @param merged whether it is merged
     * @param mergeCommit null until it is merged
     */
    record Evidence(
            String pullRequest,
            @Nullable Boolean testsPassed,
            @Nullable Boolean testsOfTicket,
            @Nullable BigDecimal coverageBefore,
            @Nullable BigDecimal coverageAfter,
            List<String> commitMessages,
            boolean merged,
            @Nullable String mergeCommit) {

        /** The first line of each commit message. */
        List<String> commitHeaders() {
            return commitMessages.stream()
                    .map(message -> message.lines().findFirst().orElse(""))
                    .toList();
        }
    }
}
