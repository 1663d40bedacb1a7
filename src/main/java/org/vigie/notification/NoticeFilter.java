package org.vigie.notification;

import org.jspecify.annotations.Nullable;

/**
 * Which notices to list, newest first; null means all.
 *
 * @param before only those older than the notice with this id
 */
public record NoticeFilter(
        @Nullable NoticeState state,
        @Nullable String application,
        @Nullable String subject,
        @Nullable Long before,
        int limit) {}
