package org.vigie.watch;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a feed; foreign text.
 *
 * @param guid what the feed tells it from others by
 * @param published null if the feed does not say
 * @param ids of an advisory its id and aliases, in upper case; empty if it is none
 */
record FeedItem(
        String guid,
        String title,
        String link,
        String summary,
        @Nullable Instant published,
        Set<String> ids) {

    FeedItem {
        ids = Set.copyOf(ids);
    }
}
