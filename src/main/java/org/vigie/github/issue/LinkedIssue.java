package org.vigie.github.issue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issue that is a ticket.
 *
 * @param reporterId GitHub's number of the account that opened it
 * @param commentId Vigie's comment on it, if there is one
 * @param commentAt when that comment was created
 * @param wantedState {@code completed}, {@code not_planned} or {@code open} while the issue has to be brought there
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
        boolean gone) {}
