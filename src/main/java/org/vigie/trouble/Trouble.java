package org.vigie.trouble;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands still until somebody looks at it.
 *
 * @param key the same as long as it is the same trouble
 * @param kind what it is, which decides how it is retried; such as {@code incident}
 * @param subject the case it concerns, such as a ticket id; null if it is none or not known
 * @param message what is wrong
 * @param hint what to do next
 * @param link where to look at it; null if there is no such place
 * @param clearedAt when it was over; null while it is open
 * @param selfRetries how often it was retried by itself
 * @param retriedAt when it was last retried; null if it never was
 * @param retriedBy who retried it last; null if it was retried by itself
 */
public record Trouble(
        String key,
        String kind,
        @Nullable String subject,
        String message,
        String hint,
        @Nullable String link,
        Instant since,
        @Nullable Instant clearedAt,
        int selfRetries,
        @Nullable Instant retriedAt,
        @Nullable String retriedBy) {}
