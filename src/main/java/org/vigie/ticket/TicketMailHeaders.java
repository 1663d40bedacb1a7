package org.vigie.ticket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.notification.MailHeaders;
import org.vigie.plan.ContactRole;
import org.vigie.plan.Plans;
import org.vigie.shared.value.MailAddress;

/** Mails about a ticket are answered to the plan's support, and mail programs show them as one conversation. */
@Component
class TicketMailHeaders implements MailHeaders {

    private final Tickets tickets;
    private final Plans plans;

    TicketMailHeaders(Tickets tickets, Plans plans) {
        this.tickets = tickets;
        this.plans = plans;
    }

    @Override
    public Map<String, String> of(String key) {
        int end = key.indexOf('/');
        if (end <= 0) {
            return Map.of();
        }
        return tickets.find(key.substring(0, end)).map(this::headers).orElse(Map.of());
    }

    private Map<String, String> headers(Ticket ticket) {
        Map<String, String> headers = new LinkedHashMap<>();
        // the conversation has a name of its own: which of its mails arrives first is not known
        String conversation = "<" + ticket.id() + ".ticket@vigie.invalid>";
        headers.put("References", conversation);
        headers.put("In-Reply-To", conversation);
        support(ticket.application()).ifPresent(address -> headers.put("Reply-To", address));
        return headers;
    }

    private Optional<String> support(String application) {
        return plans.find(application).stream()
                .flatMap(plan -> plan.contactsWithOrAll(ContactRole.SUPPORT).stream())
                .flatMap(contact -> MailAddress.find(contact.email()).stream())
                .map(MailAddress::text)
                .findFirst();
    }
}
