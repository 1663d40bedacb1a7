package org.vigie.escalation.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.OperateLinks;
import org.vigie.escalation.AcknowledgementLinks.Opened;
import org.vigie.shared.web.LinkPages;
import org.vigie.sla.TargetKind;

/** The small page behind a link, in the language of the plan. What comes from a ticket is shown as text only. */
@Component
class AcknowledgementPage {

    /** What the page tells. */
    enum Kind {
        ASK,
        ACKNOWLEDGED,
        ENDED,
        EXPIRED,
        UNKNOWN
    }

    private final LinkPages pages = new LinkPages("escalation");
    private final OperateLinks webapps;

    AcknowledgementPage(OperateLinks webapps) {
        this.webapps = webapps;
    }

    String of(Kind kind, Opened link) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", link.ticket().id());
        values.put("title", link.ticket().title());
        values.put("contact", link.contact().name());
        String by = link.escalation().acknowledgedBy();
        values.put("by", by == null ? "" : by);
        values.put("response", link.escalation().target() == TargetKind.RESPONSE);
        values.put("tasklist", webapps.tasklist().toString());
        return pages.print(kind, link.language(), values);
    }

    /** A page that tells nothing about any ticket, in the language of whoever reads it. */
    String unknown(Locale reader) {
        return pages.print(Kind.UNKNOWN, reader, Map.of());
    }
}
