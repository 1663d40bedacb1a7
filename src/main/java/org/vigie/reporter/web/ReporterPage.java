package org.vigie.reporter.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.plan.ContactRole;
import org.vigie.plan.Plans;
import org.vigie.reporter.Standing;
import org.vigie.reporter.TicketLinks;
import org.vigie.reporter.TicketLinks.Opened;
import org.vigie.shared.value.MailAddress;
import org.vigie.shared.web.LinkPages;
import org.vigie.ticket.Ticket;

/** The page that a reporter follows a ticket on, in the language of the plan. What comes from people is shown as text only. */
@Component
class ReporterPage {

    /** What the page tells. */
    enum Kind {
        STATUS,
        REOPEN,
        ASKED,
        SETTLED,
        EXPIRED,
        UNKNOWN
    }

    private final LinkPages pages = new LinkPages("ticket");
    private final Standing standing;
    private final TicketLinks links;
    private final Plans plans;

    ReporterPage(Standing standing, TicketLinks links, Plans plans) {
        this.standing = standing;
        this.links = links;
        this.plans = plans;
    }

    /** @param missing whether to say that the reason is missing */
    String of(Kind kind, Opened link, boolean missing) {
        Ticket ticket = link.ticket();
        Map<String, Object> values = new HashMap<>();
        values.put("id", ticket.id());
        values.put("application", link.application());
        values.put("missing", missing);
        values.put("support", support(ticket));
        if (kind != Kind.EXPIRED) {
            values.put("status", links.status(ticket.id()).toString());
        }
        if (kind == Kind.STATUS || kind == Kind.REOPEN) {
            Standing.View view = standing.of(ticket);
            values.put("title", ticket.title());
            values.put("now", view.now());
            values.put("reason", view.reason());
            boolean closed = ticket.status().isClosed();
            values.put("releaseNote", closed && ticket.releaseNote() != null ? ticket.releaseNote() : "");
            values.put("button", view.button() == null ? "" : view.button().toString());
            values.put("buttonText", view.buttonText());
            values.put("hasTimes", !view.times().isEmpty());
            values.put("times", view.times());
            values.put("events", view.events());
            values.put("until", view.until());
        }
        return pages.print(kind, link.language(), values);
    }

    /** The address of the plan's support; empty if it names none, since nobody else's belongs on the page. */
    private String support(Ticket ticket) {
        return plans.find(ticket.application()).stream()
                .flatMap(plan -> plan.contactsWith(ContactRole.SUPPORT).stream())
                .flatMap(contact -> MailAddress.find(contact.email()).stream())
                .map(MailAddress::text)
                .findFirst()
                .orElse("");
    }

    /** A page that tells nothing about any ticket, in the language of whoever reads it. */
    String unknown(Locale reader) {
        return pages.print(Kind.UNKNOWN, reader, Map.of());
    }
}
