package org.vigie.ticket;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.notification.Mail;
import org.vigie.notification.MailAddress;
import org.vigie.notification.Mailer;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** The mails about a ticket, in the language and local time of its plan. */
@Component
public class TicketMails {

    private final Tickets tickets;
    private final Plans plans;
    private final Mailer mailer;

    TicketMails(Tickets tickets, Plans plans, Mailer mailer) {
        this.tickets = tickets;
        this.plans = plans;
        this.mailer = mailer;
    }

    /**
     * Mails the reporter, once per message and step; does nothing if mails do not reach the reporter.
     *
     * @param message name of the text: {@code mail/ticket-<message>.<language>.txt}
     * @param elementInstanceKey the step that sends it; the same for every retry of the job
     * @param more values for the text beside those of the ticket; an instant is shown in the plan's language and local time
     */
    public void tellReporter(String ticketId, String message, long elementInstanceKey, Map<String, ?> more) {
        Ticket ticket = tickets.require(ticketId);
        if (!ticket.reporter().receivesMail()) {
            return;
        }
        MaintenancePlan plan = plans.require(ticket.application());
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.replaceAll((name, value) -> value instanceof Instant instant ? local(instant, plan) : value);
        values.put("id", ticket.id());
        values.put("title", ticket.title());
        values.put("application", plan.name());
        values.put("reporter", ticket.reporter().name());
        values.put("priority", ticket.priority().replace('_', ' '));
        values.put("responseDue", local(ticket.responseDue(), plan));
        values.put("resolutionDue", local(ticket.resolutionDue(), plan));
        values.put("duplicateOf", ticket.duplicateOf() == null ? "" : ticket.duplicateOf());
        values.put("releaseNote", ticket.releaseNote() == null ? "" : ticket.releaseNote());
        mailer.send(new Mail(
                ticketId + "/" + message + "/" + elementInstanceKey,
                new MailAddress(ticket.reporter().name(), ticket.reporter().email()),
                plan.language(),
                "ticket-" + message,
                values));
    }

    private static @Nullable String local(@Nullable Instant instant, MaintenancePlan plan) {
        return instant == null
                ? null
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(plan.language())
                        .format(instant.atZone(plan.timeZone()));
    }
}
