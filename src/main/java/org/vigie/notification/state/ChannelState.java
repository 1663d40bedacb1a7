package org.vigie.notification.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is, as far as messages have told.
 *
 * @param brokenAt since when it takes nothing; null: it is not known to be broken
 * @param reason why the latest attempt failed; null: it did not
 * @param lastSentAt when a message last arrived; null: none did
 * @param lastFailedAt when one last did not; null: all did
 * @param nextAt nothing goes there before; null: at any time
 */
public record ChannelState(
        String application,
        String channel,
        @Nullable Instant brokenAt,
        @Nullable String reason,
        @Nullable Instant lastSentAt,
        @Nullable Instant lastFailedAt,
        @Nullable Instant nextAt) {}
