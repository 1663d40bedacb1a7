package org.vigie.ticket;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.value.Texts;

/** The mails about a ticket, in the language and local time of its plan. */
@Component
public class TicketMails {

    private final Tickets tickets;
    private final Plans plans;
    private final Notices notices;
    private final ObjectProvider<ReporterLinks> links;

    TicketMails(Tickets tickets, Plans plans, Notices notices, ObjectProvider<ReporterLinks> links) {
        this.tickets = tickets;
        this.plans = plans;
        this.notices = notices;
        this.links = links;
    }

    /**
     * Tells the reporter, once per message and occasion; does nothing if mails do not reach the reporter.
     *
     * @param message name of the text: {@code mail/ticket-<message>.<language>.txt}
     * @param occasion what tells it from the same message at another time, in the ticket's own numbers: a process that is
     *     started anew, also by an engine that was set up anew, must not tell again what was told; empty if it is told once
     * @param more values for the text beside those of the ticket; an instant is shown in the plan's language and local time. Without
     *     a {@code link} the text leads to the page on which the reporter sees where the ticket stands, or takes it up again
     */
    public void tellReporter(String ticketId, String message, String occasion, Map<String, ?> more) {
        Ticket ticket = tickets.require(ticketId);
        if (!ticket.reporter().receivesMail()) {
            return;
        }
        MaintenancePlan plan = plans.require(ticket.application());
        LocalTimes times = LocalTimes.of(plan);
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.replaceAll((name, value) -> value instanceof Instant instant ? times.moment(instant) : value);
        values.put("id", ticket.id());
        // whoever opens an issue may name anybody's address
        values.put("title", Texts.unclickable(ticket.title()));
        values.put("application", plan.name());
        values.put("reporter", Texts.unclickable(ticket.reporter().name()));
        values.put("priority", ticket.priority().replace('_', ' '));
        values.put("responseDue", times.moment(ticket.responseDue()));
        values.put("resolutionDue", times.moment(ticket.resolutionDue()));
        values.put("duplicateOf", ticket.duplicateOf() == null ? "" : ticket.duplicateOf());
        values.put("releaseNote", ticket.releaseNote() == null ? "" : ticket.releaseNote());
        links.ifAvailable(known -> values.computeIfAbsent(
                "link",
                name -> (ticket.status().isClosed() ? known.reopening(ticketId) : known.status(ticketId)).toString()));
        notices.tell(Notice.mail(
                ticketId + "/" + message + (occasion.isEmpty() ? "" : "/" + occasion),
                plan.application(),
                ticketId,
                Recipient.of(ticket.reporter().name(), ticket.reporter().email()),
                plan.language(),
                "ticket-" + message,
                values));
    }

    /** Tells the team that a ticket has lost its process: somebody has to say what is to become of it. */
    void tellProcessLost(String ticketId, String trouble) {
        Ticket ticket = tickets.require(ticketId);
        MaintenancePlan plan = plans.require(ticket.application());
        int process = tickets.processNumber(ticketId);
        for (Contact contact : plan.contactsWithOrAll(ContactRole.SUPPORT)) {
            Map<String, Object> values = Map.of(
                    "id", ticketId,
                    "title", ticket.title(),
                    "application", plan.name(),
                    "contact", contact.name(),
                    "trouble", trouble);
            notices.tell(Notice.mail(
                    ticketId + "/process-lost/" + process + "/" + contact.id(),
                    plan.application(),
                    ticketId,
                    Recipient.of(contact),
                    plan.language(),
                    "ticket-process-lost",
                    values));
        }
    }
}
