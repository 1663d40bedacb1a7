package org.vigie.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of one fault, which are told together.
 *
 * @param severity of the most serious of them
 * @param channels by which they are told
 * @param rule of the table {@code alertRouting} that says so
 * @param digest whether they are told together with others, once a day
 * @param tellAt when the opening is to be told
 * @param deadline by when it has to be
 * @param changedAt when one of them last opened or closed
 * @param flaps how often it began again shortly after it was over
 * @param dueAt when to look at it again; null: when something changes
 * @param waitsFor why nothing is told now; null: nothing is to be told
 */
public record AlertGroup(
        long id,
        String application,
        String key,
        Instant openedAt,
        String severity,
        List<String> channels,
        String rule,
        boolean digest,
        Instant tellAt,
        Instant deadline,
        Instant changedAt,
        int flaps,
        @Nullable Instant dueAt,
        @Nullable String waitsFor) {}
