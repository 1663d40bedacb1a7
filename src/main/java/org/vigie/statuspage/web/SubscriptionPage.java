package org.vigie.statuspage.web;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
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

    String of(Kind kind, Locale language, MaintenancePlan plan) {
        return pages.print(
                kind, language, Map.of("application", plan.name(), "statusPage", "/status/" + plan.application()));
    }

    /** A page that tells nothing about any application. */
    String unknown(Locale reader) {
        return pages.print(Kind.UNKNOWN, reader, Map.of());
    }
}
