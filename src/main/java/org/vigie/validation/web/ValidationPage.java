package org.vigie.validation.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vigie.shared.web.LinkPages;
import org.vigie.ticket.ReporterLinks;
import org.vigie.ticket.Ticket;
import org.vigie.validation.ValidationLinks.Opened;

/** The page behind a validation link, in the language of the plan. What comes from people is shown as text only. */
@Component
class ValidationPage {

    /** What the page tells. */
    enum Kind {
        ASK,
        THANKS,
        REWORK,
        ANSWERED,
        EXPIRED,
        UNKNOWN
    }

    private final LinkPages pages = new LinkPages("validation");
    private final ObjectProvider<ReporterLinks> reporters;

    ValidationPage(ObjectProvider<ReporterLinks> reporters) {
        this.reporters = reporters;
    }

    /**
     * The page about an opened link.
     *
     * @param comment what was typed before and is to be kept; null: nothing
     * @param commentMissing whether to say that the comment is missing
     */
    String of(Kind kind, Opened link, @Nullable String comment, boolean commentMissing) {
        Ticket ticket = link.ticket();
        Map<String, Object> values = new HashMap<>();
        values.put("id", ticket.id());
        values.put("title", ticket.title());
        values.put("application", link.application());
        values.put("releaseNote", ticket.releaseNote() == null ? "" : ticket.releaseNote());
        values.put("comment", comment == null ? "" : comment);
        values.put("commentMissing", commentMissing);
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
