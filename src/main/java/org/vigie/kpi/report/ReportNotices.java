package org.vigie.kpi.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.kpi.KpiWords;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;

/** Tells those who answer for the application that a report was made, once. */
@Component
class ReportNotices {

    private final Notices notices;
    private final ReportLinks links;

    ReportNotices(Notices notices, ReportLinks links) {
        this.notices = notices;
        this.links = links;
    }

    void tell(MaintenancePlan plan, MonthlyReport report) {
        KpiWords words = KpiWords.of(plan.language());
        List<String> missed = report.figures().breached().stream()
                .map(figure ->
                        words.title(figure.kpi()) + " : " + words.value(figure) + " (" + words.objective(figure) + ")")
                .toList();
        for (Contact contact : plan.contactsWithOrAll(ContactRole.TECHNICAL_LEAD)) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("contact", contact.name());
            values.put("application", plan.name());
            values.put("month", report.month());
            values.put("link", links.of(report));
            values.put("anyMissed", !missed.isEmpty());
            values.put("missed", missed);
            notices.tell(Notice.mail(
                    report.id() + "/made/" + contact.id(),
                    plan.application(),
                    report.id(),
                    Recipient.of(contact),
                    plan.language(),
                    "monthly-report",
                    values));
        }
    }
}
