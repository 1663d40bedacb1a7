package org.vigie.answer.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vigie.answer.AnswerLinks.Opened;
import org.vigie.shared.web.LinkPages;
import org.vigie.ticket.ReporterLinks;

/** The page behind a link of a question, in the language of the plan. What comes from people is shown as text only. */
@Component
class AnswerPage {

    /** What the page tells. */
    enum Kind {
        ASK,
        THANKS,
        ANSWERED,
        EXPIRED,
        UNKNOWN
    }

    private final LinkPages pages = new LinkPages("answer");
    private final ObjectProvider<ReporterLinks> reporters;

    AnswerPage(ObjectProvider<ReporterLinks> reporters) {
        this.reporters = reporters;
    }

    /** @param missing whether to say that the answer is missing */
    String of(Kind kind, Opened link, boolean missing) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", link.ticket().id());
        values.put("title", link.ticket().title());
        values.put("application", link.application());
        values.put("question", link.question());
        values.put("missing", missing);
        if (kind != Kind.ASK) {
            // where the reporter goes on, and takes it up again if it is closed
            reporters.ifAvailable(known ->
                    values.put("status", known.status(link.ticket().id()).toString()));
        }
        return pages.print(kind, link.language(), values);
    }

    /** A page that tells nothing about any ticket, in the language of whoever reads it. */
    String unknown(Locale reader) {
        return pages.print(Kind.UNKNOWN, reader, Map.of());
    }
}
