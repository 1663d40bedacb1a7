package org.vigie.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a feed; foreign text.
 *
 * @param guid what the feed tells it from others by
 * @param published null if the feed does not say
 */
record FeedItem(
        String guid,
        String title,
        String link,
        String summary,
        @Nullable Instant published) {}
