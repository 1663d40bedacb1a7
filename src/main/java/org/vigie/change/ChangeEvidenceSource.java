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
     * @param review what its reviewers said on the tracker
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
            Review review,
            boolean merged,
            @Nullable String mergeCommit) {

        /** The first line of each commit message. */
        List<String> commitHeaders() {
            return commitMessages.stream()
                    .map(message -> message.lines().findFirst().orElse(""))
                    .toList();
        }
    }

    /**
     * What reviewers said on a tracker.
     *
     * @param state such as {@code approved}; {@code none} if nobody said anything
     * @param reviewers their accounts on the tracker, as it tells them
     */
    record Review(String state, List<String> reviewers) {

        /** Nobody said anything. */
        public static final Review NONE = new Review("none", List.of());

        public Review {
            reviewers = List.copyOf(reviewers);
        }

        boolean isGiven() {
            return !reviewers.isEmpty();
        }

        /** For people to read; empty if nobody said anything. */
        String sentence() {
            return isGiven() ? state + " by " + String.join(", ", reviewers) : "";
        }
    }
}
