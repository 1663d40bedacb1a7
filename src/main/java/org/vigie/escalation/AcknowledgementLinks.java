package org.vigie.escalation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.security.SignedLinks;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/** The links that let the reader of a mail acknowledge an escalation without an account. */
@Service
public class AcknowledgementLinks {

    private final SignedLinks links;
    private final Escalations escalations;
    private final TicketDesk tickets;
    private final Plans plans;

    AcknowledgementLinks(SignedLinks links, Escalations escalations, TicketDesk tickets, Plans plans) {
        this.links = links;
        this.escalations = escalations;
        this.tickets = tickets;
        this.plans = plans;
    }

    /**
     * What a link is about.
     *
     * @param contact the reader of the mail
     * @param expired whether the link can no longer be used
     */
    public record Opened(Escalation escalation, Ticket ticket, Contact contact, Locale language, boolean expired) {}

    /** Reads a link without doing anything; empty if it was not made here or its escalation or reader is gone. */
    public Optional<Opened> open(String token) {
        return links.read(EscalationMails.LINK, token)
                .filter(content -> content.values().size() == 2)
                .flatMap(this::opened);
    }

    /** Acknowledges in the name of the reader; empty if the link does not open or has expired. */
    public Optional<Opened> acknowledge(String token) {
        return open(token).filter(link -> !link.expired()).map(link -> {
            String id = link.escalation().id();
            escalations.acknowledge(id, link.contact().name(), Escalation.Way.LINK, null);
            return new Opened(escalations.require(id), link.ticket(), link.contact(), link.language(), false);
        });
    }

    private Optional<Opened> opened(SignedLinks.Content content) {
        List<String> values = content.values();
        Escalation escalation = escalations.require(values.get(0));
        Ticket ticket = tickets.get(escalation.ticketId());
        MaintenancePlan plan = plans.require(ticket.application());
        return plan.contact(values.get(1))
                .map(contact -> new Opened(escalation, ticket, contact, plan.language(), content.expired()));
    }
}
