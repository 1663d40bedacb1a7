package org.vigie.ticket;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.event.AfterCommit;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Tells the technical lead that an incident has come back, once per pair of tickets. */
@Component
class RecurrenceReport {

    private final Tickets tickets;
    private final Recurrences recurrences;
    private final Plans plans;
    private final Notices notices;

    RecurrenceReport(Tickets tickets, Recurrences recurrences, Plans plans, Notices notices) {
        this.tickets = tickets;
        this.recurrences = recurrences;
        this.plans = plans;
        this.notices = notices;
    }

    @AfterCommit(
            id = "ticket.report-recurrence",
            former = "org.vigie.ticket.RecurrenceReport.on(org.vigie.ticket.CauseAnalysed)")
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
                "earlierClosed", LocalTimes.of(plan).day(earlier.closedAt()));
        plan.contactsWith(ContactRole.TECHNICAL_LEAD)
                .forEach(lead -> notices.tell(Notice.mail(
                        ticket.id() + "/recurrence/" + earlier.id() + "/" + lead.id(),
                        plan.application(),
                        ticket.id(),
                        Recipient.of(lead),
                        plan.language(),
                        "ticket-recurrence",
                        values)));
    }
}
