package org.vigie.github.issue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue that is a ticket.
 *
 * @param reporterId GitHub's number of the account that opened it
 * @param commentId Vigie's comment on it, if there is one
 * @param commentAt when that comment was created
 * @param wantedState {@code completed}, {@code not_planned} or {@code open} while the issue has to be brought there
 * @param labels that stood on it when GitHub last told; null if it never did
 * @param labelsAt when that was, by GitHub's time
 */
public record LinkedIssue(
        long repositoryId,
        int number,
        String application,
        String ticketId,
        long reporterId,
        String reporterLogin,
        @Nullable Long commentId,
        @Nullable Instant commentAt,
        @Nullable String wantedState,
        boolean gone,
        @Nullable List<String> labels,
        @Nullable Instant labelsAt) {

    /** Whether what a delivery says of a label is older than what is known, and not so any more. */
    boolean isOvertaken(String label, boolean added, Instant at) {
        return labelsAt != null
                && labels != null
                && at.isBefore(labelsAt)
                && labels.stream().anyMatch(label::equalsIgnoreCase) != added;
    }
}
