package org.vigie.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence.
 *
 * @param groupId of the alerts that are told together with it
 * @param monitor of the plan that it comes from; null: none
 * @param startsAt when it began, as its source says
 * @param openedAt when Vigie took it
 * @param lastSeenAt when its source last spoke of it
 * @param flaps how often it opened again shortly after it closed
 */
public record Alert(
        long id,
        long groupId,
        String fingerprint,
        String application,
        String source,
        AlertKind kind,
        AlertState state,
        String severity,
        String component,
        @Nullable String monitor,
        String title,
        String text,
        @Nullable String link,
        Instant startsAt,
        Instant openedAt,
        Instant lastSeenAt,
        @Nullable Instant closedAt,
        int flaps) {}
