package org.vigie.release.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.release.version.VersionBump;

/**
 * A release that was due.
 *
 * @param id such as {@code RP-12}
 * @param upTo the greatest change that may go out
 * @param dueAt by the calendar, or when somebody asked for it
 * @param askedBy the account that asked for it; null: the calendar
 * @param version what is proposed; null while nothing is
 * @param reason why it was put off, held or nothing; null otherwise
 * @param decidedBy the account that decided; null while nobody did
 * @param operationId the release that was asked for; null if none was
 * @param closedAt null while it is open
 */
public record Proposal(
        String id,
        String application,
        VersionBump upTo,
        Instant dueAt,
        @Nullable String askedBy,
        Instant createdAt,
        ProposalStatus status,
        @Nullable String version,
        @Nullable String commit,
        @Nullable String reason,
        @Nullable String decidedBy,
        @Nullable String operationId,
        @Nullable Instant closedAt) {}
