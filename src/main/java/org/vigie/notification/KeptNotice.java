package org.vigie.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice and what became of it. Its text is not shown, because it may carry links that act in the reader's name.
 *
 * @param application null if it belongs to none
 * @param subject what it is about, for example a ticket id
 * @param contact the reader, as the plan file calls them; null: somebody whom no plan names
 * @param title the line that the reader saw first
 * @param attempts how often it was tried
 * @param nextAttemptAt null unless it waits
 * @param finishedAt when it was sent, refused or given up
 * @param wentTo where it was sent; null if it was not
 * @param reason why the latest attempt failed; null if none did
 * @param refusalOf id of the notice whose failure this one tells of
 */
public record KeptNotice(
        long id,
        String key,
        @Nullable String application,
        String subject,
        @Nullable String contact,
        String name,
        String address,
        String language,
        String template,
        String channel,
        String title,
        NoticeState state,
        Instant createdAt,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt,
        @Nullable String wentTo,
        @Nullable String reason,
        @Nullable Long refusalOf) {}
