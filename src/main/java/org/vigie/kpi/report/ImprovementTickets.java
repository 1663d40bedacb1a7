package org.vigie.kpi.report;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.kpi.Figure;
import org.vigie.kpi.Kpi;
import org.vigie.kpi.KpiWords;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** Each objective that was missed in a month becomes one ticket, however often it is asked for. */
@Component
class ImprovementTickets {

    private final TicketIntake tickets;
    private final ReportStore store;

    ImprovementTickets(TicketIntake tickets, ReportStore store) {
        this.tickets = tickets;
        this.store = store;
    }

    void open(MaintenancePlan plan, MonthlyReport report) {
        for (Figure figure : report.figures().breached()) {
            store.ticket(
                    report.id(),
                    figure.kpi().id(),
                    tickets.create(ticket(plan, report, figure)).id());
        }
    }

    private static NewTicket ticket(MaintenancePlan plan, MonthlyReport report, Figure figure) {
        KpiWords words = KpiWords.of(plan.language());
        Contact lead = plan.contactsWithOrAll(ContactRole.TECHNICAL_LEAD).getFirst();
        Kpi kpi = figure.kpi();
        return new NewTicket(
                plan.application(),
                words.get("ticket.title", words.title(kpi), report.month()),
                words.get(
                        "ticket.description",
                        words.title(kpi),
                        words.value(figure),
                        report.month(),
                        words.objective(figure),
                        words.get(kpi + ".numerator"),
                        words.get(kpi + ".denominator")),
                TicketType.EVOLUTIVE,
                Impact.IMPROVEMENT,
                Set.of(),
                new Reporter("Vigie", lead.email()),
                TicketSource.REPORT,
                "kpi/" + plan.application() + "/" + report.month() + "/" + kpi.id());
    }
}
