package org.vigie.statuspage.subscriber;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.MailHeaders;
import org.vigie.security.SignedLinks;

/** How subscribers leave: by the link in each mail, or in one click by their mail program (RFC 8058). */
@Component
class Departures implements MailHeaders {

    private static final Duration GOOD_FOR = Duration.ofDays(1_000);

    private final SignedLinks links;
    private final Clock clock;

    Departures(SignedLinks links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /** The link by which a subscriber leaves. */
    URI link(String subscriberId) {
        return links.link(
                Subscriptions.LEAVE, List.of(subscriberId), clock.instant().plus(GOOD_FOR));
    }

    @Override
    public Map<String, String> of(String key) {
        String[] parts = key.split("/");
        if (!key.startsWith(SubscriberMails.KEY) || parts.length < 3 || parts[2].equals("confirm")) {
            return Map.of();
        }
        return Map.of(
                "List-Unsubscribe", "<" + link(parts[1]) + ">", "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
}
