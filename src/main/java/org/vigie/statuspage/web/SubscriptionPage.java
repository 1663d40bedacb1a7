package org.vigie.statuspage.web;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.shared.web.LinkPages;

/** The pages of those who sign up or leave: {@code pages/subscription.<language>.html}. */
@Component
class SubscriptionPage {

    /** What the page tells. */
    enum Kind {
        ASKED,
        BUSY,
        CONFIRM,
        CONFIRMED,
        LEAVE,
        LEFT,
        EXPIRED,
        UNKNOWN
    }

    private final LinkPages pages = new LinkPages("subscription");

    /** @param application its name */
    String of(Kind kind, Locale language, String application) {
        return pages.print(kind, language, Map.of("application", application));
    }
}
