package org.vigie.ticket;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.AfterCommit;
import org.vigie.notification.Mail;
import org.vigie.notification.MailAddress;
import org.vigie.notification.Mailer;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Tells the technical lead that an incident has come back, once per pair of tickets. */
@Component
class RecurrenceReport {

    private final Tickets tickets;
    private final Recurrences recurrences;
    private final Plans plans;
    private final Mailer mailer;

    RecurrenceReport(Tickets tickets, Recurrences recurrences, Plans plans, Mailer mailer) {
        this.tickets = tickets;
        this.recurrences = recurrences;
        this.plans = plans;
        this.mailer = mailer;
    }

    @AfterCommit
    void on(CauseAnalysed event) {
        recurrences.flag(event.ticketId()).ifPresent(earlier -> report(tickets.require(event.ticketId()), earlier));
    }

    private void report(Ticket ticket, Ticket earlier) {
        MaintenancePlan plan = plans.require(ticket.application());
        Map<String, Object> values = Map.of(
                "id", ticket.id(),
                "title", ticket.title(),
                "application", plan.name(),
                "rootCause", String.valueOf(ticket.rootCause()),
                "earlier", earlier.id(),
                "earlierTitle", earlier.title(),
                "earlierClosed", day(earlier, plan));
        plan.contactsWith(ContactRole.TECHNICAL_LEAD)
                .forEach(lead -> mailer.send(new Mail(
                        ticket.id() + "/recurrence/" + earlier.id() + "/" + lead.id(),
                        new MailAddress(lead.name(), lead.email()),
                        plan.language(),
                        "ticket-recurrence",
                        values)));
    }

    private static String day(Ticket earlier, MaintenancePlan plan) {
        return earlier.closedAt() == null
                ? ""
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(plan.language())
                        .format(earlier.closedAt().atZone(plan.timeZone()));
    }
}
